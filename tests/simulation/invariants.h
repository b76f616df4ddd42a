// What has to hold once everything has come to rest.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "client.h"

namespace parley::simulation {

using Clients = std::vector<std::unique_ptr<Client>>;

/// Everyone is in its room, every connection is stable and connected with nothing pending, everyone
/// knows the same of everyone else, and every track arrives where it belongs; and on the way there
/// no browser has raised an error. Returns the first that does not hold, in words; else nothing.
std::string broken_invariant(const Environment& environment, const Clients& clients);

}  // namespace parley::simulation

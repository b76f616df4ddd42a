// What has to hold once everything has come to rest.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "client.h"
#include "guest.h"

namespace parley::simulation {

using Clients = std::vector<std::unique_ptr<Client>>;

/// Everyone is in its room, every connection is stable and connected with nothing pending, everyone
/// knows the same of everyone else, and every track arrives where it belongs; and on the way there
/// no browser has raised an error. Returns the first that does not hold, in words; else nothing.
std::string broken_invariant(const Environment& environment, const Clients& clients);

/// The same for one client and a guest that are alone in a room.
std::string broken_invariant(const Environment& environment, const Client& client,
                             const Guest& guest);

}  // namespace parley::simulation

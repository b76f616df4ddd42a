// What has to hold once everything has come to rest.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "client.h"
#include "guest.h"

namespace parley::simulation {

using Clients = std::vector<std::unique_ptr<Client>>;

/// Everyone is in its room whom no host keeps out, every connection is stable and connected with
/// nothing pending, everyone knows the same of everyone else, of hosts and of what they have set,
/// and every track arrives where it belongs; and on the way there no browser has raised an error,
/// nor the one who watches the server's door. Returns the first that does not hold, in words; else
/// nothing.
std::string broken_invariant(const Environment& environment, const Clients& clients);

/// What of it has to hold where the server puts itself in between: a fingerprint that it has changed
/// is never silent, and those whose seal does not fit are not heard.
std::string broken_secrecy(const Environment& environment, const Clients& clients);

/// The same for one client and a guest that are alone in a room.
std::string broken_invariant(const Environment& environment, const Client& client,
                             const Guest& guest);

/// One who only looks at a room sees what there is to see.
std::string broken_preview(const Clients& clients, const Client& onlooker);

}  // namespace parley::simulation

// What somebody orders who is host, or believes to be.
#pragma once

#include "client.h"
#include "random.h"

namespace parley::simulation {

/// Locks the room, mutes or removes somebody, lets people in …
void give_an_order(Client& client, Random& random);

}  // namespace parley::simulation

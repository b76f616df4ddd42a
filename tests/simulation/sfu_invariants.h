// What has to hold at rest of rooms that go through an SFU, and of the SFUs.
#pragma once

#include <string>

#include "invariants.h"
#include "media_links.h"

namespace parley::simulation {

/// Everyone in a room knows whether it goes through an SFU, it does if it is large enough, and then
/// everyone receives as much of the others' as there are slots for.
std::string broken_media(const Clients& clients, const MediaPlant& plant);

/// Januses have what the rooms need, and nothing else.
std::string broken_januses(const Clients& clients, const MediaPlant& plant);

}  // namespace parley::simulation

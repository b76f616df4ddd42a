#pragma once

#include <vector>

#include "world.h"

namespace parley::simulation {

/// What is explored by default.
const std::vector<Script>& scripts();

}  // namespace parley::simulation

#pragma once

#include "parley/transport/bundle.h"

namespace parley {

/// The pages that were built into this executable; empty where there were none. Written by
/// embed_bundle.cmake.
transport::Bundle embedded_bundle();

}  // namespace parley

#pragma once

#include "families.h"

namespace parley::metrics {

/// Memory, processor time and descriptors, under the names that all of Prometheus' clients use.
/// What the kernel does not tell is left out.
void add_process(Families& families);

}  // namespace parley::metrics

#pragma once

#include "families.h"

namespace parley::metrics {

/// Memory, CPU time and descriptors, under the names that all Prometheus clients use. Values that
/// the kernel does not provide are left out.
void add_process(Families& families);

}  // namespace parley::metrics

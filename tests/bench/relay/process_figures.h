// What a process has cost so far, by /proc.
#pragma once

#include <sys/types.h>

#include <cstdint>

namespace parley::bench {

struct ProcessFigures {
  double cpu_seconds = 0;  ///< user and system
  std::int64_t resident_bytes = 0;
};

/// All zero for a process that does not exist.
ProcessFigures figures_of(pid_t process);

}  // namespace parley::bench

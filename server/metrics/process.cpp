#include "process.h"

#include <sys/resource.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <system_error>

namespace parley::metrics {
namespace {

double seconds(const timeval& time) {
  constexpr double microseconds_per_second = 1e6;
  return static_cast<double>(time.tv_sec) +
         static_cast<double>(time.tv_usec) / microseconds_per_second;
}

// proc(5): the second number of statm is the resident pages.
double resident_bytes() {
  std::ifstream statm("/proc/self/statm");
  double total = 0;
  double resident = 0;
  statm >> total >> resident;
  return resident * static_cast<double>(sysconf(_SC_PAGESIZE));
}

double open_descriptors() {
  std::error_code error;
  double count = 0;
  for (std::filesystem::directory_iterator entry("/proc/self/fd", error), end;
       !error && entry != end; entry.increment(error)) {
    ++count;
  }
  return count;
}

}  // namespace

void add_process(Families& families) {
  rusage usage{};
  if (getrusage(RUSAGE_SELF, &usage) == 0) {
    families.counter("process_cpu_seconds_total", "Processor time of user and system, in seconds.",
                     seconds(usage.ru_utime) + seconds(usage.ru_stime));
  }
  families.gauge("process_resident_memory_bytes", "Resident memory, in bytes.", resident_bytes());
  families.gauge("process_open_fds", "Open file descriptors.", open_descriptors());
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) == 0) {
    families.gauge("process_max_fds", "The most file descriptors there may be.",
                   static_cast<double>(limit.rlim_cur));
  }
}

}  // namespace parley::metrics

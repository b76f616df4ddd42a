#include "process_figures.h"

#include <unistd.h>

#include <fstream>
#include <sstream>
#include <string>

namespace parley::bench {

ProcessFigures figures_of(pid_t process) {
  std::ifstream file("/proc/" + std::to_string(process) + "/stat");
  std::string text;
  std::getline(file, text);
  // proc(5): the name in brackets may hold anything; "state" is the third field, utime and stime
  // are the 14th and 15th, rss the 24th.
  const std::size_t name_end = text.rfind(')');
  if (name_end == std::string::npos) return {};
  std::istringstream fields(text.substr(name_end + 1));
  std::string ignored;
  for (int field = 3; field < 14; ++field) fields >> ignored;
  double user_ticks = 0;
  double system_ticks = 0;
  fields >> user_ticks >> system_ticks;
  for (int field = 16; field < 24; ++field) fields >> ignored;
  std::int64_t pages = 0;
  fields >> pages;
  return {(user_ticks + system_ticks) / static_cast<double>(sysconf(_SC_CLK_TCK)),
          pages * sysconf(_SC_PAGESIZE)};
}

}  // namespace parley::bench

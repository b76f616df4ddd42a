#include <sys/resource.h>
#include <sys/timex.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include "probes.h"

namespace parley::doctor {
namespace {

namespace fs = std::filesystem;

template <class Number>
std::optional<Number> number_of(std::string_view text, int base = 10) {
  Number number{};
  const char* const end = text.data() + text.size();
  const auto parsed = std::from_chars(text.data(), end, number, base);
  if (parsed.ec != std::errc() || parsed.ptr != end) return {};
  return number;
}

// proc_pid_net(5): "sl local_address rem_address st … inode", the addresses in hexadecimal, 0A is
// a socket that listens.
std::set<std::string> listening_sockets(std::uint16_t port) {
  std::set<std::string> sockets;
  for (const char* const path : {"/proc/net/tcp", "/proc/net/tcp6"}) {
    std::ifstream table(path);
    std::string line;
    std::getline(table, line);
    while (std::getline(table, line)) {
      std::istringstream words(line);
      std::array<std::string, 10> word;
      for (std::string& one : word) words >> one;
      const std::string& local = word[1];
      const std::size_t colon = local.find(':');
      if (word[3] != "0A" || colon == std::string::npos) continue;
      if (number_of<std::uint16_t>(std::string_view(local).substr(colon + 1), 16) == port) {
        sockets.insert("socket:[" + word[9] + "]");
      }
    }
  }
  return sockets;
}

bool has_one_of(const fs::path& process, const std::set<std::string>& sockets) {
  std::error_code error;
  for (fs::directory_iterator file(process / "fd", error), end; !error && file != end;
       file.increment(error)) {
    std::error_code unreadable;
    if (sockets.contains(fs::read_symlink(file->path(), unreadable).string())) return true;
  }
  return false;
}

std::optional<std::uint64_t> number_in(const fs::path& path) {
  std::ifstream file(path);
  std::string word;
  file >> word;
  return number_of<std::uint64_t>(word);
}

// The least of the limits of its control group and of those around that (cgroups(7), version 2).
std::optional<std::uint64_t> memory_limit(int process) {
  std::ifstream file("/proc/" + std::to_string(process) + "/cgroup");
  std::optional<std::uint64_t> least;
  const fs::path root = "/sys/fs/cgroup";
  for (std::string line; std::getline(file, line);) {
    if (!line.starts_with("0::/")) continue;
    for (fs::path group = root / line.substr(4); group.string().starts_with(root.string());
         group = group.parent_path()) {
      const auto limit = number_in(group / "memory.max");
      if (limit) least = std::min(*limit, least.value_or(*limit));
    }
  }
  return least;
}

// The soft limit.
std::optional<std::uint64_t> descriptors_of(int process) {
  rlimit limit{};
  if (::prlimit(process, RLIMIT_NOFILE, nullptr, &limit) == 0) return limit.rlim_cur;
  std::ifstream file("/proc/" + std::to_string(process) + "/limits");
  for (std::string line; std::getline(file, line);) {
    constexpr std::string_view name = "Max open files";
    if (!line.starts_with(name)) continue;
    std::istringstream words(line.substr(name.size()));
    std::uint64_t soft = 0;
    if (words >> soft) return soft;
  }
  return {};
}

}  // namespace

std::optional<int> listening_process(std::uint16_t port) {
  const auto sockets = listening_sockets(port);
  if (sockets.empty()) return {};
  std::error_code error;
  for (fs::directory_iterator entry("/proc", error), end; !error && entry != end;
       entry.increment(error)) {
    const auto process = number_of<int>(entry->path().filename().string());
    if (process && has_one_of(entry->path(), sockets)) return process;
  }
  return {};
}

void probe_process(ProcessFacts& facts) {
  facts.memory = static_cast<std::uint64_t>(::sysconf(_SC_PHYS_PAGES)) *
                 static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
  if (!facts.server) return;
  facts.descriptors = descriptors_of(*facts.server);
  facts.memory_limit = memory_limit(*facts.server);
}

ClockFacts probe_clock() {
  timex state{};
  return {::adjtimex(&state) != -1 && (static_cast<unsigned>(state.status) & STA_UNSYNC) == 0};
}

}  // namespace parley::doctor

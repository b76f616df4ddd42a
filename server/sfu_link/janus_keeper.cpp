#include "parley/sfu_link/janus_keeper.h"

#include <poll.h>
#include <sys/eventfd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdlib>
#include <system_error>
#include <utility>

#include "parley/sfu_link/janus_process.h"
#include "parley/sfu_link/limits.h"

namespace parley::sfu_link {
namespace {

using Level = base::Logger::Level;

std::filesystem::path make_folder() {
  std::string name = (std::filesystem::temp_directory_path() / "parley-janus-XXXXXX").string();
  if (::mkdtemp(name.data()) == nullptr) {
    throw std::system_error(errno, std::generic_category(), "mkdtemp " + name);
  }
  return name;
}

}  // namespace

JanusKeeper::JanusKeeper(std::string program, const JanusMedia& media, const JanusKeys& keys,
                         base::Logger& logger)
    : program_(std::move(program)),
      logger_(logger),
      folder_(make_folder()),
      stop_(::eventfd(0, EFD_CLOEXEC)) {
  write_janus_config(folder_, media, keys);
  thread_ = std::thread([this] { run(); });
}

JanusKeeper::~JanusKeeper() {
  ::eventfd_write(stop_.get(), 1);
  thread_.join();
  std::error_code ignored;
  std::filesystem::remove_all(folder_, ignored);
}

JanusAddress JanusKeeper::address() const {
  return {socket_of(folder_).string(), "", 0};
}

void JanusKeeper::run() {
  auto pause = first_restart_delay;
  do {
    // A socket that is left over would refuse everyone.
    std::error_code ignored;
    std::filesystem::remove(socket_of(folder_), ignored);
    const auto started = std::chrono::steady_clock::now();
    try {
      JanusProcess process(program_, folder_);
      logger_.write(Level::Info, "sfu-started", {{"pid", std::to_string(process.pid())}});
      while (!process.has_ended()) {
        if (!wait(process.fd(), std::chrono::milliseconds(-1))) return;
      }
      logger_.write(Level::Error, "sfu-ended", {{"program", program_}});
    } catch (const std::system_error& error) {
      logger_.write(Level::Error, "sfu-failed", {{"reason", error.what()}});
    }
    const bool lasted = std::chrono::steady_clock::now() - started > last_restart_delay;
    pause = lasted ? first_restart_delay : std::min(pause * 2, last_restart_delay);
  } while (wait(-1, pause));
}

bool JanusKeeper::wait(int fd, std::chrono::milliseconds time) const {
  std::array<pollfd, 2> waits = {{{stop_.get(), POLLIN, 0}, {fd, POLLIN, 0}}};
  ::poll(waits.data(), waits.size(), static_cast<int>(time.count()));
  return waits[0].revents == 0;
}

}  // namespace parley::sfu_link

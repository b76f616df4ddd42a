// Keeps a Janus of the server's own running.
#pragma once

#include <filesystem>
#include <string>
#include <thread>

#include "parley/base/logger.h"
#include "parley/base/unique_fd.h"
#include "parley/sfu_link/janus_address.h"
#include "parley/sfu_link/janus_config.h"

namespace parley::sfu_link {

class JanusKeeper {
 public:
  /// Starts `program`, and starts it again whenever it ends. Its files are in a folder of their own
  /// below the system's folder for temporary files. `logger` must outlive it. Throws std::exception
  /// if the folder cannot be made.
  JanusKeeper(std::string program, const JanusMedia& media, const JanusKeys& keys,
              base::Logger& logger);
  JanusKeeper(const JanusKeeper&) = delete;
  JanusKeeper& operator=(const JanusKeeper&) = delete;
  /// Ends Janus, and removes the folder.
  ~JanusKeeper();

  /// Where it listens, once it does.
  [[nodiscard]] JanusAddress address() const;

 private:
  void run();
  /// False if the keeper is to stop.
  [[nodiscard]] bool wait(int fd, std::chrono::milliseconds time) const;

  std::string program_;
  base::Logger& logger_;
  std::filesystem::path folder_;
  base::UniqueFd stop_;  // an eventfd
  std::thread thread_;
};

}  // namespace parley::sfu_link

// A Janus of the server's own, which ends with it.
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <string>

#include "parley/base/unique_fd.h"

namespace parley::sfu_link {

class JanusProcess {
 public:
  /// Starts `program` with the configuration in that folder. It ends when the thread that called
  /// this does, however that ends. Throws std::system_error if it cannot be started.
  JanusProcess(const std::string& program, const std::filesystem::path& folder);
  JanusProcess(const JanusProcess&) = delete;
  JanusProcess& operator=(const JanusProcess&) = delete;
  /// Ends it.
  ~JanusProcess();

  [[nodiscard]] pid_t pid() const { return pid_; }
  /// Readable once it has ended (pidfd_open).
  [[nodiscard]] int fd() const { return pidfd_.get(); }
  /// Does not wait.
  [[nodiscard]] bool has_ended();

 private:
  pid_t pid_ = -1;
  base::UniqueFd pidfd_;
  bool ended_ = false;
};

}  // namespace parley::sfu_link

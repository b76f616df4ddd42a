// The files of a machine, or of one that is being prepared in a directory.
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <optional>
#include <string>

#include "parley/setup/plan.h"

namespace parley {

class SetupFiles {
 public:
  /// `root` is "/", or the directory below which the machine's files are.
  explicit SetupFiles(std::filesystem::path root) : root_(std::move(root)) {}

  [[nodiscard]] bool is_this_machine() const { return root_ == "/"; }
  [[nodiscard]] bool has(const std::string& path) const;

  /// What the file contains; nothing if there is none. Throws std::runtime_error with what keeps it
  /// from being read.
  [[nodiscard]] std::optional<std::string> read(const std::string& path) const;

  /// Writes the file as a whole or not at all. False if it could not be given to its group, because
  /// the machine being prepared has none of that name yet, or because this user is not root. Throws
  /// std::runtime_error.
  [[nodiscard]] bool write(const setup::FileChange& change) const;

  /// Removes the file, if there is one. Throws std::runtime_error.
  void remove(const std::string& path) const;

 private:
  [[nodiscard]] std::filesystem::path at(const std::string& path) const;
  /// Of the machine whose files they are; nothing if there is none.
  [[nodiscard]] std::optional<gid_t> group_id(const std::string& name) const;

  std::filesystem::path root_;
};

}  // namespace parley

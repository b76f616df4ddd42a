#include "setup_files.h"

#include <fcntl.h>
#include <grp.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <iterator>
#include <memory>
#include <stdexcept>

#include "parley/base/unique_fd.h"
#include "parley/setup/limits.h"

namespace parley {
namespace {

// GCC 14 does not take the type of std::fclose, which has attributes, for an argument of a template.
struct CloseFile {
  void operator()(std::FILE* file) const { std::fclose(file); }
};

[[noreturn]] void fail(const std::filesystem::path& path, const std::string& what, int reason) {
  const std::string hint = reason == EACCES ? " Run it as root: sudo parley setup." : "";
  throw std::runtime_error(path.string() + ": The file cannot be " + what + ": " +
                           std::strerror(reason) + "." + hint);
}

void write_all(int file, const std::filesystem::path& path, std::string_view text) {
  while (!text.empty()) {
    const ssize_t count = ::write(file, text.data(), text.size());
    if (count < 0) fail(path, "written", errno);
    text.remove_prefix(static_cast<std::size_t>(count));
  }
}

}  // namespace

std::filesystem::path SetupFiles::at(const std::string& path) const {
  return root_ / std::filesystem::path(path).relative_path();
}

bool SetupFiles::has(const std::string& path) const {
  struct stat status {};
  return ::lstat(at(path).c_str(), &status) == 0;
}

std::optional<std::string> SetupFiles::read(const std::string& path) const {
  std::ifstream file(at(path));
  if (!file) {
    if (errno == ENOENT || errno == ENOTDIR) return std::nullopt;
    fail(at(path), "read", errno);
  }
  if (std::filesystem::is_directory(at(path))) fail(at(path), "read", EISDIR);
  std::string text((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  if (text.size() > setup::file_bytes) {
    throw std::runtime_error(at(path).string() + ": The file is larger than a megabyte.");
  }
  return text;
}

std::optional<gid_t> SetupFiles::group_id(const std::string& name) const {
  if (name == "root") return 0;
  if (is_this_machine()) {
    const group* const found = ::getgrnam(name.c_str());
    return found == nullptr ? std::nullopt : std::optional(found->gr_gid);
  }
  const std::unique_ptr<std::FILE, CloseFile> list(std::fopen(at("/etc/group").c_str(), "re"));
  if (!list) return std::nullopt;
  while (const group* const one = ::fgetgrent(list.get())) {
    if (name == one->gr_name) return one->gr_gid;
  }
  return std::nullopt;
}

// A new file takes the place of the old one when it is on disk.
bool SetupFiles::write(const setup::FileChange& change) const {
  // A link stays one.
  const std::filesystem::path path = std::filesystem::weakly_canonical(at(change.path));
  std::filesystem::create_directories(path.parent_path());
  struct stat present {};
  const bool keeps_owner =
      ::stat(path.c_str(), &present) == 0 && change.group == "root" && !change.is_secret;
  const auto group = keeps_owner ? std::optional(present.st_gid) : group_id(change.group);
  if (!group && is_this_machine()) {
    throw std::runtime_error(change.path + ": There is no group \"" + change.group +
                             "\" to own it. Debian's package makes it.");
  }
  const bool is_root = ::geteuid() == 0;
  std::string name = path.string() + ".XXXXXX";
  const base::UniqueFd file(::mkostemp(name.data(), O_CLOEXEC));
  if (file.get() < 0) fail(path, "written", errno);
  try {
    write_all(file.get(), path, change.after);
    if (is_root && ::fchown(file.get(), keeps_owner ? present.st_uid : 0, group.value_or(0)) != 0) {
      fail(path, "given to its owner", errno);
    }
    if (::fchmod(file.get(), keeps_owner ? present.st_mode & 07777U : change.mode) != 0 ||
        ::fsync(file.get()) != 0 || ::rename(name.c_str(), path.c_str()) != 0) {
      fail(path, "written", errno);
    }
  } catch (...) {
    ::unlink(name.c_str());
    throw;
  }
  return group && (is_root || keeps_owner || *group == 0);
}

void SetupFiles::remove(const std::string& path) const {
  if (::unlink(at(path).c_str()) != 0 && errno != ENOENT) fail(at(path), "removed", errno);
}

}  // namespace parley

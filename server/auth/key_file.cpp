#include "parley/auth/key_file.h"

#include <fcntl.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <optional>
#include <stdexcept>
#include <string_view>

#include "hex.h"
#include "parley/auth/hmac_signer.h"

namespace parley::auth {
namespace {

constexpr std::size_t hex_digits = 2 * key_bytes;

class File {
 public:
  explicit File(int fd) : fd_(fd) {}
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  ~File() {
    if (fd_ >= 0) ::close(fd_);
  }
  [[nodiscard]] int get() const { return fd_; }
  explicit operator bool() const { return fd_ >= 0; }

 private:
  int fd_;
};

[[noreturn]] void fail(const std::filesystem::path& path, const std::string& what) {
  throw std::runtime_error("The key file " + path.string() + " " + what + ".");
}

[[noreturn]] void fail_with_errno(const std::filesystem::path& path, const char* what) {
  fail(path, std::string(what) + ": " + std::strerror(errno));
}

std::optional<unsigned> hex_value(char digit) {
  if (digit >= '0' && digit <= '9') return static_cast<unsigned>(digit - '0');
  if (digit >= 'a' && digit <= 'f') return static_cast<unsigned>(digit - 'a') + 10U;
  if (digit >= 'A' && digit <= 'F') return static_cast<unsigned>(digit - 'A') + 10U;
  return std::nullopt;
}

std::optional<std::string> from_hex(std::string_view hex) {
  std::string bytes;
  for (std::size_t index = 0; index + 1 < hex.size(); index += 2) {
    const auto high = hex_value(hex[index]);
    const auto low = hex_value(hex[index + 1]);
    if (!high || !low) return std::nullopt;
    bytes += static_cast<char>(*high << 4U | *low);
  }
  return bytes;
}

// A new line at the end is what editors and `openssl rand -hex 32` add.
std::string read_key(const File& file, const std::filesystem::path& path) {
  std::array<char, hex_digits + 2> buffer{};
  const ssize_t count = ::read(file.get(), buffer.data(), buffer.size());
  if (count < 0) fail_with_errno(path, "cannot be read");
  std::string_view text(buffer.data(), static_cast<std::size_t>(count));
  if (text.ends_with('\n')) text.remove_suffix(1);
  const auto key = text.size() == hex_digits ? from_hex(text) : std::nullopt;
  if (!key) fail(path, "does not hold 64 hex digits");
  return *key;
}

// On disk before it is used: a key that a power failure takes away would have signed for nothing.
bool write_durably(const File& file, std::string_view text) {
  return ::write(file.get(), text.data(), text.size()) == static_cast<ssize_t>(text.size()) &&
         ::fsync(file.get()) == 0;
}

void create_parents(const std::filesystem::path& path) {
  std::error_code error;
  const auto parent = path.parent_path();
  if (parent.empty() || std::filesystem::exists(parent, error)) return;
  create_parents(parent);
  if (::mkdir(parent.c_str(), S_IRWXU) != 0 && errno != EEXIST) {
    throw std::runtime_error("The directory " + parent.string() +
                             " cannot be made: " + std::strerror(errno) + ".");
  }
}

}  // namespace

std::string random_key() {
  std::array<char, key_bytes> bytes{};
  // Up to 256 bytes come whole or not at all (getrandom(2)).
  if (getrandom(bytes.data(), bytes.size(), 0) != static_cast<ssize_t>(bytes.size())) {
    throw std::runtime_error("The kernel gives no random bytes.");
  }
  return {bytes.data(), bytes.size()};
}

std::string load_or_create_key(const std::filesystem::path& path) {
  if (const File present(::open(path.c_str(), O_RDONLY | O_CLOEXEC)); present) {
    return read_key(present, path);
  }
  if (errno != ENOENT) fail_with_errno(path, "cannot be read");

  std::string key = random_key();
  create_parents(path);
  const File made(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR));
  if (!made) fail_with_errno(path, "cannot be made");
  if (!write_durably(made, to_hex(key) + "\n")) {
    const int reason = errno;
    ::unlink(path.c_str());  // half a key would be an error at every start from now on
    errno = reason;
    fail_with_errno(path, "cannot be written");
  }
  return key;
}

}  // namespace parley::auth

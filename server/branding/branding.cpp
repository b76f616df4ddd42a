#include "parley/branding/branding.h"

#include <cerrno>
#include <cstring>
#include <fstream>
#include <stdexcept>
#include <string_view>

#include "description.h"
#include "logo.h"
#include "parley/branding/limits.h"

namespace parley::branding {
namespace {

constexpr std::string_view description_file = "branding.json";

// The file, or so much of it that it is too long.
std::string read_up_to(const std::filesystem::path& path, std::size_t most) {
  std::error_code error;
  if (std::filesystem::is_directory(path, error)) throw std::invalid_argument("It is a directory.");
  std::ifstream file(path, std::ios::binary);
  if (!file)
    throw std::invalid_argument(std::string("It cannot be read: ") + strerror(errno) + ".");
  std::string bytes(most + 1, '\0');
  file.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  if (file.bad()) throw std::invalid_argument("It cannot be read.");
  bytes.resize(static_cast<std::size_t>(file.gcount()));
  return bytes;
}

// What `work` throws, with the name of the file in front.
template <class Work>
auto about(std::string_view file, Work work) try {
  return work();
} catch (const std::invalid_argument& error) {
  throw std::invalid_argument(std::string(file) + ": " + error.what());
}

Description read_description(const std::filesystem::path& path) {
  const std::string text = read_up_to(path, description_bytes);
  if (text.size() > description_bytes) {
    throw std::invalid_argument("It has more than " + std::to_string(description_bytes) +
                                " bytes.");
  }
  return parse_description(text);
}

File read_logo(const std::filesystem::path& directory, const std::string& name) {
  std::string bytes = read_up_to(directory / name, logo_bytes);
  const std::string mistake = mistake_in_logo(name, bytes);
  if (!mistake.empty()) throw std::invalid_argument(mistake);
  return {name, std::move(bytes)};
}

}  // namespace

Branding read_branding(const std::filesystem::path& directory) {
  Description description =
      about(description_file, [&] { return read_description(directory / description_file); });
  Branding branding{std::move(description.name), std::move(description.json), {}};
  for (const std::string& logo : description.logos) {
    branding.files.push_back(about(logo, [&] { return read_logo(directory, logo); }));
  }
  return branding;
}

}  // namespace parley::branding

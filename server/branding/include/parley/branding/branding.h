// The operator's folder: a name, logos, colours, texts and links, for the pages as they are built.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "parley/http/bundle.h"

namespace parley::branding {

/// A file of the folder that the server serves at /branding/NAME.
struct File {
  std::string name;
  std::string bytes;
};

struct Branding {
  std::string name;  ///< of the meeting place; empty: Parley's own
  std::string json;  ///< branding.json, checked, on one line
  std::vector<File> files;
};

/// Reads DIRECTORY/branding.json and the logos that it names. Throws std::invalid_argument with a
/// sentence that names the file and, in branding.json, the key.
Branding read_branding(const std::filesystem::path& directory);

/// Writes the branding into the pages of the bundle and adds its files at /branding/.
void put_on_pages(const Branding& branding, http::Bundle& bundle);

}  // namespace parley::branding

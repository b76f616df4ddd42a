#include "parley/http/bundle.h"

#include <fstream>
#include <iterator>
#include <stdexcept>

#include "parley/base/text.h"
#include "parley/http/digest.h"

namespace parley::http {
namespace {

std::string read_file(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw std::runtime_error("cannot read " + path.string());
  return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

void Bundle::add(std::string_view path, Encoding encoding, std::string_view bytes) {
  files_[std::string(path)].push_back({encoding, bytes, "\"" + short_sha256(bytes) + "\""});
}

void Bundle::add_copy(std::string_view path, Encoding encoding, std::string bytes) {
  kept_.push_back(std::move(bytes));
  add(path, encoding, kept_.back());
}

void Bundle::replace(std::string_view path, std::string bytes) {
  files_.erase(std::string(path));
  add_copy(path, Encoding::Identity, std::move(bytes));
}

Bundle Bundle::from_directory(const std::filesystem::path& directory) {
  const std::filesystem::path manifest = directory / "manifest.txt";
  std::ifstream lines(manifest);
  if (!lines) throw std::runtime_error("cannot read " + manifest.string());

  Bundle bundle;
  std::string line;
  for (int number = 1; std::getline(lines, line); ++number) {
    std::string_view rest = line;
    const std::string_view path = base::next_part(rest, '\t');
    const std::string_view file = base::next_part(rest, '\t');
    const auto encoding = encoding_from(rest);
    if (path.empty() || file.empty() || !encoding) {
      throw std::runtime_error(manifest.string() + ", line " + std::to_string(number) +
                               ": expected a URL path, a file, and br, gzip or identity");
    }
    bundle.add_copy(path, *encoding, read_file(directory / file));
  }
  return bundle;
}

const std::vector<Variant>* Bundle::find(std::string_view path) const {
  const auto found = files_.find(std::string(path));
  return found == files_.end() ? nullptr : &found->second;
}

const Variant* choose_variant(const std::vector<Variant>& variants,
                              std::string_view accept_encoding) {
  const Variant* best = nullptr;
  int best_quality = 0;
  for (const Variant& variant : variants) {
    const int quality = encoding_quality(accept_encoding, variant.encoding);
    const bool smaller = best != nullptr && variant.bytes.size() < best->bytes.size();
    if (quality > best_quality || (quality == best_quality && quality > 0 && smaller)) {
      best = &variant;
      best_quality = quality;
    }
  }
  return best;
}

}  // namespace parley::http

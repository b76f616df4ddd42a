// The built pages in memory: every file in all of its encodings.
#pragma once

#include <deque>
#include <filesystem>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "parley/http/content_encoding.h"

namespace parley::http {

/// One file in one encoding.
struct Variant {
  Encoding encoding = Encoding::Identity;
  std::string_view bytes;
  /// Strong (RFC 9110 section 8.8.3): a hash of the bytes, with its quotes.
  std::string etag;
};

/// Once it is complete, many threads may read it at the same time.
class Bundle {
 public:
  /// Adds a variant of the file at that URL path. `bytes` must outlive the bundle.
  void add(std::string_view path, Encoding encoding, std::string_view bytes);
  /// The same with bytes that the bundle owns.
  void add_copy(std::string_view path, Encoding encoding, std::string bytes);

  /// Instead of all variants of the file at that path, if there are any.
  void replace(std::string_view path, std::string bytes);

  /// Reads the files listed in `directory`/manifest.txt, one per line: URL path, file, encoding
  /// ("br", "gzip", "identity"), separated by tabs. Throws std::runtime_error with what is wrong.
  static Bundle from_directory(const std::filesystem::path& directory);

  /// The variants of the file at that URL path; null if there is no such file.
  [[nodiscard]] const std::vector<Variant>* find(std::string_view path) const;
  [[nodiscard]] bool empty() const { return files_.empty(); }

 private:
  std::unordered_map<std::string, std::vector<Variant>> files_;
  std::deque<std::string> kept_;  // a deque, because its elements never move
};

/// The variant that a client with this Accept-Encoding prefers, and the smallest of equal ones;
/// null if it accepts none.
const Variant* choose_variant(const std::vector<Variant>& variants,
                              std::string_view accept_encoding);

}  // namespace parley::http

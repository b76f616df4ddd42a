// Reads typed fields out of a JSON object, naming the first one that is wrong. Private to the
// codec.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "json_parser.h"

namespace parley::protocol {

/// A decoder asks for field after field and looks at failure() once, at the end: after the first
/// failure every further field reads as empty.
class FieldReader {
 public:
  /// `path` is how errors name the object: "WELCOME.participants[0]".
  FieldReader(const Json& object, std::string path) : object_(object), path_(std::move(path)) {
    if (!object_.is_object()) fail("", "expected an object");
  }

  std::string string(std::string_view name, std::size_t limit);
  std::string string_or_empty(std::string_view name, std::size_t limit);
  std::optional<std::string> optional_string(std::string_view name, std::size_t limit);
  std::optional<std::uint32_t> optional_uint32(std::string_view name);
  bool boolean_or(std::string_view name, bool otherwise);
  /// Whether the field is there.
  [[nodiscard]] bool has(std::string_view name) const { return find(name) != nullptr; }

  /// Reads the object called `name` with `read(FieldReader&)`; an empty T if that fails.
  template <class Read>
  auto object(std::string_view name, Read&& read) {
    const Json* value = find(name);
    static const Json none = Json::object();
    if (value == nullptr) fail(name, "missing");
    return nested(value == nullptr ? none : *value, path_ + "." + std::string(name), read);
  }

  /// Reads the array of objects called `name`, if there is one, each with `read(FieldReader&)`.
  template <class Read>
  auto objects(std::string_view name, std::size_t limit, Read&& read) {
    std::vector<decltype(read(*this))> values;
    const Json* array = list(name, limit);
    if (array == nullptr) return values;
    std::size_t index = 0;
    for (const Json& item : *array) {
      values.push_back(nested(
          item, path_ + "." + std::string(name) + "[" + std::to_string(index++) + "]", read));
    }
    return values;
  }

  std::vector<std::string> strings(std::string_view name, std::size_t limit, std::size_t bytes);
  /// The object called `name`, if there is one, as pairs of key and string value.
  std::vector<std::pair<std::string, std::string>> string_map(std::string_view name,
                                                              std::size_t limit, std::size_t bytes);

  /// Reads the object of objects called `name`, if there is one, each with `read(key, FieldReader&)`.
  template <class Read>
  auto object_map(std::string_view name, std::size_t limit, std::size_t key_bytes, Read&& read) {
    std::vector<decltype(read(std::string(), *this))> values;
    const Json* map = entries(name, limit);
    if (map == nullptr) return values;
    for (auto entry = map->begin(); entry != map->end(); ++entry) {
      if (entry.key().size() > key_bytes) fail(name, "expected shorter keys");
      values.push_back(nested(entry.value(), path_ + "." + std::string(name),
                              [&](FieldReader& fields) { return read(entry.key(), fields); }));
    }
    return values;
  }

  /// Reports `what` is wrong with the field `name`, unless a failure was already reported.
  void fail(std::string_view name, std::string_view what);
  /// The first failure: "HELLO.identity: expected a string"; empty if there is none.
  [[nodiscard]] const std::string& failure() const { return failure_; }

 private:
  template <class Read>
  auto nested(const Json& value, std::string path, Read&& read) {
    FieldReader reader(value, std::move(path));
    auto result = read(reader);
    if (failure_.empty()) failure_ = reader.failure();
    return result;
  }

  // The value of a field; nullptr if it is absent or null, which mean the same here.
  [[nodiscard]] const Json* find(std::string_view name) const;
  const Json* list(std::string_view name, std::size_t limit);
  // The same for an object, of `limit` entries at most.
  const Json* entries(std::string_view name, std::size_t limit);

  const Json& object_;
  std::string path_;
  std::string failure_;
};

}  // namespace parley::protocol

#include "field_reader.h"

namespace parley::protocol {

const Json* FieldReader::find(std::string_view name) const {
  if (!object_.is_object()) return nullptr;
  const auto found = object_.find(std::string(name));
  return found == object_.end() || found->is_null() ? nullptr : &*found;
}

void FieldReader::fail(std::string_view name, std::string_view what) {
  if (!failure_.empty()) return;
  failure_ = path_;
  if (!name.empty()) failure_.append(".").append(name);
  failure_.append(": ").append(what);
}

std::optional<std::string> FieldReader::optional_string(std::string_view name, std::size_t limit) {
  const Json* value = find(name);
  if (value == nullptr) return std::nullopt;
  const auto* text = value->get_ptr<const std::string*>();
  if (text == nullptr) {
    fail(name, "expected a string");
    return std::nullopt;
  }
  if (text->size() > limit) {
    fail(name, "longer than " + std::to_string(limit) + " bytes");
    return std::nullopt;
  }
  return *text;
}

std::string FieldReader::string(std::string_view name, std::size_t limit) {
  std::optional<std::string> text = optional_string(name, limit);
  if (!text) fail(name, "expected a string");
  return std::move(text).value_or(std::string());
}

std::string FieldReader::string_or_empty(std::string_view name, std::size_t limit) {
  return optional_string(name, limit).value_or(std::string());
}

std::optional<std::uint32_t> FieldReader::optional_uint32(std::string_view name) {
  const Json* value = find(name);
  if (value == nullptr) return std::nullopt;
  const auto* number = value->get_ptr<const Json::number_unsigned_t*>();
  if (number == nullptr || *number > UINT32_MAX) {
    fail(name, "expected a whole number from 0 to 4294967295");
    return std::nullopt;
  }
  return static_cast<std::uint32_t>(*number);
}

bool FieldReader::boolean_or(std::string_view name, bool otherwise) {
  const Json* value = find(name);
  if (value == nullptr) return otherwise;
  const auto* boolean = value->get_ptr<const bool*>();
  if (boolean == nullptr) fail(name, "expected true or false");
  return boolean == nullptr ? otherwise : *boolean;
}

const Json* FieldReader::list(std::string_view name, std::size_t limit) {
  const Json* value = find(name);
  if (value == nullptr) return nullptr;
  if (!value->is_array()) {
    fail(name, "expected an array");
    return nullptr;
  }
  if (value->size() > limit) {
    fail(name, "more than " + std::to_string(limit) + " entries");
    return nullptr;
  }
  return value;
}

std::vector<std::string> FieldReader::strings(std::string_view name, std::size_t limit,
                                              std::size_t bytes) {
  std::vector<std::string> values;
  const Json* array = list(name, limit);
  if (array == nullptr) return values;
  for (const Json& item : *array) {
    const auto* text = item.get_ptr<const std::string*>();
    if (text == nullptr || text->size() > bytes) {
      fail(name, "expected strings of at most " + std::to_string(bytes) + " bytes");
      break;
    }
    values.push_back(*text);
  }
  return values;
}

const Json* FieldReader::entries(std::string_view name, std::size_t limit) {
  const Json* map = find(name);
  if (map == nullptr || (map->is_object() && map->size() <= limit)) return map;
  fail(name, "expected an object of at most " + std::to_string(limit) + " entries");
  return nullptr;
}

std::vector<std::pair<std::string, std::string>> FieldReader::string_map(std::string_view name,
                                                                         std::size_t limit,
                                                                         std::size_t bytes) {
  std::vector<std::pair<std::string, std::string>> pairs;
  const Json* map = entries(name, limit);
  if (map == nullptr) return pairs;
  for (auto entry = map->begin(); entry != map->end(); ++entry) {
    const auto* text = entry.value().get_ptr<const std::string*>();
    if (text == nullptr || text->size() > bytes || entry.key().size() > bytes) {
      fail(name, "expected strings of at most " + std::to_string(bytes) + " bytes");
      break;
    }
    pairs.emplace_back(entry.key(), *text);
  }
  return pairs;
}

}  // namespace parley::protocol

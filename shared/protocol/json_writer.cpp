#include "json_writer.h"

#include <cstddef>
#include <string_view>

#include "parley/protocol/utf8.h"

namespace parley::protocol {
namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD";  // U+FFFD

// RFC 8259 section 7, for a character of one byte.
void write_character(char character, std::string& text) {
  constexpr std::string_view digits = "0123456789abcdef";
  constexpr std::string_view escaped = "\"\\\b\f\n\r\t";
  constexpr std::string_view letters = "\"\\bfnrt";
  const std::size_t letter = escaped.find(character);
  const auto byte = static_cast<unsigned char>(character);
  if (letter != std::string_view::npos) {
    text.append({'\\', letters[letter]});
  } else if (byte < 0x20) {
    text.append("\\u00").append({digits[byte >> 4U], digits[byte & 0x0FU]});
  } else {
    text += character;
  }
}

void write_string(std::string_view value, std::string& text) {
  text += '"';
  Utf8Stream stream;
  std::size_t begin = 0;  // of the character that is being read
  for (std::size_t index = 0; index < value.size(); ++index) {
    if (!stream.feed(value.substr(index, 1))) {
      text += replacement;
      stream = {};
      // The byte that does not go on with this character may begin the next.
      if (index > begin) --index;
      begin = index + 1;
    } else if (stream.complete()) {
      if (index == begin) {
        write_character(value[index], text);
      } else {
        text.append(value.substr(begin, index + 1 - begin));
      }
      begin = index + 1;
    }
  }
  if (!stream.complete()) text += replacement;
  text += '"';
}

void write(const Json& json, std::string& text);

template <class Items, class WriteItem>
void write_items(const Items& items, std::string_view brackets, std::string& text,
                 WriteItem&& write_item) {
  text += brackets.front();
  bool first = true;
  for (const auto& item : items) {
    if (!first) text += ',';
    first = false;
    write_item(item);
  }
  text += brackets.back();
}

// NOLINTNEXTLINE(misc-no-recursion): messages are nested as deep as their types
void write(const Json& json, std::string& text) {
  if (const auto* object = json.get_ptr<const Json::object_t*>()) {
    write_items(*object, "{}", text, [&text](const auto& member) {
      write_string(member.first, text);
      text += ':';
      write(member.second, text);
    });
  } else if (const auto* array = json.get_ptr<const Json::array_t*>()) {
    write_items(*array, "[]", text, [&text](const Json& item) { write(item, text); });
  } else if (const auto* string = json.get_ptr<const std::string*>()) {
    write_string(*string, text);
  } else if (const auto* number = json.get_ptr<const Json::number_unsigned_t*>()) {
    text += std::to_string(*number);
  } else if (const auto* whole = json.get_ptr<const Json::number_integer_t*>()) {
    text += std::to_string(*whole);
  } else if (const auto* boolean = json.get_ptr<const bool*>()) {
    text += *boolean ? "true" : "false";
  } else {
    text += "null";
  }
}

}  // namespace

std::string write_json(const Json& json) {
  std::string text;
  write(json, text);
  return text;
}

}  // namespace parley::protocol

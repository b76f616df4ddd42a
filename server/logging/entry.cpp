#include "parley/logging/entry.h"

#include <algorithm>

namespace parley::logging {
namespace {

constexpr std::size_t most_value_bytes = 256;

bool is_plain(char c) {
  return c > ' ' && c < '\x7f' && c != '"' && c != '\\' && c != '=';
}

// JSON's escapes (RFC 8259 section 7), for everything but printable ASCII. Ids and numbers, which
// are nearly all there is, have nothing to escape.
void append_quoted(std::string& out, std::string_view text) {
  constexpr std::string_view digits = "0123456789abcdef";
  out += '"';
  for (const char c : text.substr(0, most_value_bytes)) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out.append(1, '\\').append(1, c);
    } else if (byte < ' ' || byte >= 0x7f) {
      out.append("\\u00").append(1, digits[byte >> 4U]).append(1, digits[byte & 0x0FU]);
    } else {
      out += c;
    }
  }
  out += '"';
}

void append_value(std::string& out, std::string_view text) {
  const bool plain = !text.empty() && text.size() <= most_value_bytes &&
                     std::all_of(text.begin(), text.end(), is_plain);
  if (plain) {
    out += text;
  } else {
    append_quoted(out, text);
  }
}

}  // namespace

std::string format_entry(Format format, std::string_view event, base::Logger::Fields fields) {
  std::string line;
  if (format == Format::Text) {
    append_value(line, event);
    for (const auto& [name, value] : fields) {
      line.append(" ").append(name).append("=");
      append_value(line, value);
    }
    return line;
  }
  line += "\"event\":";
  append_quoted(line, event);
  for (const auto& [name, value] : fields) {
    line.append(",\"").append(name).append("\":");
    append_quoted(line, value);
  }
  return line;
}

}  // namespace parley::logging

#include "form.h"

#include <algorithm>

#include "parley/base/text.h"
#include "parley/protocol/utf8.h"
#include "parley/rest/limits.h"

namespace parley::rest {
namespace {

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  const char lower = base::ascii_lower(c);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

}  // namespace

std::optional<std::string> decode_percent(std::string_view text) {
  std::string decoded;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      decoded += text[i];
      continue;
    }
    if (i + 2 >= text.size()) return std::nullopt;
    const int high = hex_value(text[i + 1]);
    const int low = hex_value(text[i + 2]);
    if (high < 0 || low < 0) return std::nullopt;
    decoded += static_cast<char>(high * 16 + low);
    i += 2;
  }
  if (!protocol::is_utf8(decoded) || protocol::has_control_characters(decoded)) return std::nullopt;
  return decoded;
}

std::optional<Form> Form::parse(std::string_view text) {
  Form form;
  while (!text.empty()) {
    const std::size_t end = text.find('&');
    std::string part(text.substr(0, end));
    text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
    if (part.empty()) continue;
    if (form.fields_.size() == form_fields) return std::nullopt;
    std::replace(part.begin(), part.end(), '+', ' ');
    const std::string_view field = part;
    const std::size_t equals = std::min(field.find('='), field.size());
    auto name = decode_percent(field.substr(0, equals));
    auto value = decode_percent(field.substr(std::min(equals + 1, field.size())));
    if (!name || !value) return std::nullopt;
    form.fields_.emplace_back(*std::move(name), *std::move(value));
  }
  return form;
}

std::optional<std::string> Form::get(std::string_view name) const {
  const auto found = std::find_if(fields_.rbegin(), fields_.rend(),
                                  [name](const auto& field) { return field.first == name; });
  if (found == fields_.rend() || found->second.empty()) return std::nullopt;
  return found->second;
}

}  // namespace parley::rest

#include "parley/http/content_encoding.h"

#include <algorithm>

#include "parley/base/text.h"

namespace parley::http {
namespace {

constexpr int full_quality = 1000;

// RFC 9110 section 12.4.2: "1", "0.5", "0.125"; in thousandths. What is no number counts as 0.
int parse_quality(std::string_view text) {
  if (text.empty() || (text[0] != '0' && text[0] != '1')) return 0;
  int quality = (text[0] - '0') * full_quality;
  int digit_value = full_quality / 10;
  for (const char c : text.substr(std::min<std::size_t>(2, text.size()))) {
    if (c < '0' || c > '9') return 0;
    quality += (c - '0') * digit_value;
    digit_value /= 10;
  }
  return std::min(quality, full_quality);
}

// The q parameter in ";"-separated parameters, 1 where there is none.
int quality_of(std::string_view parameters) {
  while (!parameters.empty()) {
    const std::string_view parameter = base::next_part(parameters, ';');
    if (parameter.size() >= 2 && base::ascii_lower(parameter[0]) == 'q' && parameter[1] == '=') {
      return parse_quality(parameter.substr(2));
    }
  }
  return full_quality;
}

}  // namespace

std::string_view to_string(Encoding encoding) {
  switch (encoding) {
    case Encoding::Gzip:
      return "gzip";
    case Encoding::Brotli:
      return "br";
    case Encoding::Identity:
      break;
  }
  return "identity";
}

std::optional<Encoding> encoding_from(std::string_view token) {
  for (const Encoding encoding : {Encoding::Identity, Encoding::Gzip, Encoding::Brotli}) {
    if (base::equals_ignoring_case(token, to_string(encoding))) return encoding;
  }
  return std::nullopt;
}

int encoding_quality(std::string_view accept_encoding, Encoding encoding) {
  std::optional<int> wildcard;
  while (!accept_encoding.empty()) {
    std::string_view parameters = base::next_part(accept_encoding, ',');
    const std::string_view name = base::next_part(parameters, ';');
    if (base::equals_ignoring_case(name, to_string(encoding))) return quality_of(parameters);
    if (name == "*") wildcard = quality_of(parameters);
  }
  // Identity is acceptable unless the client excludes it, but the least wanted.
  if (encoding == Encoding::Identity) return wildcard.value_or(1);
  return wildcard.value_or(0);
}

}  // namespace parley::http

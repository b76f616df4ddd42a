// The fields of a form or a query (WHATWG URL, application/x-www-form-urlencoded).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace parley::rest {

/// The text that percent-encoding stands for; nothing where it stands for none, or for what is no
/// UTF-8 or has control characters.
std::optional<std::string> decode_percent(std::string_view text);

class Form {
 public:
  /// Nothing for what is no form, or has too many fields.
  static std::optional<Form> parse(std::string_view text);

  /// The last field of that name; nothing if there is none, or an empty one.
  [[nodiscard]] std::optional<std::string> get(std::string_view name) const;

 private:
  std::vector<std::pair<std::string, std::string>> fields_;
};

}  // namespace parley::rest

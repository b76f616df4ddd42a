// Where in a list a page is, as its URL says it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "form.h"
#include "parley/rest/directory.h"

namespace parley::rest {

/// A page of a list, without its records.
struct ListPlace {
  std::string url;      ///< the list's, without a query
  std::string filters;  ///< the rest of the query, with a "&" behind each field
  std::size_t page = 0;
  PageWish wish = {};

  /// The URL of this page, of the first one, and of the one that begins below a serial.
  [[nodiscard]] std::string here() const;
  [[nodiscard]] std::string first() const;
  [[nodiscard]] std::string below(std::uint64_t serial) const;
};

/// Nothing if the query asks for a page that there cannot be. `query` begins with "?" or is empty.
std::optional<ListPlace> read_place(const Form& form, std::string url, std::string_view query);

/// A whole number; nothing for anything else.
std::optional<std::uint64_t> read_number(std::string_view text);

}  // namespace parley::rest

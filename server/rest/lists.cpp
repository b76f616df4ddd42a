#include "lists.h"

#include <array>
#include <charconv>

#include "parley/rest/limits.h"

namespace parley::rest {
namespace {

constexpr std::array<std::string_view, 3> place_fields = {"PageSize", "Page", "PageToken"};

// As it came, without what says which page.
std::string filters_of(std::string_view query) {
  std::string filters;
  if (!query.empty()) query.remove_prefix(1);
  while (!query.empty()) {
    const std::string_view field = query.substr(0, query.find('&'));
    query.remove_prefix(std::min(query.size(), field.size() + 1));
    const std::string_view name = field.substr(0, field.find('='));
    bool is_place = field.empty();
    for (const std::string_view place : place_fields) is_place = is_place || name == place;
    if (!is_place) filters.append(field).append("&");
  }
  return filters;
}

std::string url_of(const ListPlace& place, std::size_t page, const std::string& token) {
  return place.url + "?" + place.filters + "PageSize=" + std::to_string(place.wish.size) +
         "&Page=" + std::to_string(page) + (token.empty() ? "" : "&PageToken=" + token);
}

}  // namespace

std::string ListPlace::here() const {
  return url_of(*this, page, wish.below ? std::to_string(*wish.below) : "");
}

std::string ListPlace::first() const {
  return url_of(*this, 0, "");
}

std::string ListPlace::below(std::uint64_t serial) const {
  return url_of(*this, page + 1, std::to_string(serial));
}

std::optional<ListPlace> read_place(const Form& form, std::string url, std::string_view query) {
  ListPlace place{std::move(url), filters_of(query)};
  if (const auto size = form.get("PageSize")) {
    const auto number = read_number(*size);
    if (!number || *number == 0 || *number > largest_page_size) return std::nullopt;
    place.wish.size = *number;
  }
  if (const auto page = form.get("Page")) {
    const auto number = read_number(*page);
    // A later page is one that an answer has named, with a token.
    if (!number || (*number > 0 && !form.get("PageToken"))) return std::nullopt;
    place.page = *number;
  }
  if (const auto token = form.get("PageToken")) {
    place.wish.below = read_number(*token);
    if (!place.wish.below) return std::nullopt;
  }
  return place;
}

std::optional<std::uint64_t> read_number(std::string_view text) {
  std::uint64_t number = 0;
  const char* const end = text.data() + text.size();
  const auto parsed = std::from_chars(text.data(), end, number);
  if (parsed.ec != std::errc() || parsed.ptr != end) return std::nullopt;
  return number;
}

}  // namespace parley::rest

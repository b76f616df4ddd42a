#include "tidy.h"

#include <utf8proc.h>

#include <cstddef>
#include <cstdlib>
#include <memory>
#include <utility>

namespace parley::names {
namespace {

constexpr char32_t zero_width_non_joiner = 0x200C;
constexpr char32_t zero_width_joiner = 0x200D;
constexpr char32_t blank_braille_pattern = 0x2800;
constexpr char32_t enclosing_keycap = 0x20E3;
constexpr char32_t black_flag = 0x1F3F4;
constexpr char32_t cancel_tag = 0xE007F;
constexpr int virama_class = 9;

const utf8proc_property_t& property_of(char32_t point) {
  return *utf8proc_get_property(static_cast<utf8proc_int32_t>(point));
}

bool is_in(char32_t point, char32_t first, char32_t last) {
  return point >= first && point <= last;
}

bool is_space(char32_t point) {
  const auto category = property_of(point).category;
  return category == UTF8PROC_CATEGORY_ZS || category == UTF8PROC_CATEGORY_ZL ||
         category == UTF8PROC_CATEGORY_ZP || point == blank_braille_pattern;
}

bool is_mark(char32_t point) {
  const auto category = property_of(point).category;
  return category == UTF8PROC_CATEGORY_MN || category == UTF8PROC_CATEGORY_MC ||
         category == UTF8PROC_CATEGORY_ME;
}

// Among them those that turn the direction of what follows, and fillers, which count as letters.
bool is_invisible(char32_t point) {
  // Of what is not assigned yet, and of annotations, the library does not say so.
  return property_of(point).ignorable != 0 || point == 0x2065 || is_in(point, 0xFFF0, 0xFFFB) ||
         is_in(point, 0xE0000, 0xE0FFF);
}

bool is_virama(char32_t point) {
  return property_of(point).combining_class == virama_class;
}

// A letter of a script that joins its letters, as Arabic and Syriac do.
bool is_joining(char32_t point) {
  return property_of(point).category == UTF8PROC_CATEGORY_LO &&
         property_of(point).bidi_class == UTF8PROC_BIDI_CLASS_AL;
}

bool is_pictographic(char32_t point) {
  return property_of(point).boundclass == UTF8PROC_BOUNDCLASS_EXTENDED_PICTOGRAPHIC;
}

bool is_skin_tone(char32_t point) {
  return is_in(point, 0x1F3FB, 0x1F3FF);
}

bool is_variation_selector(char32_t point) {
  return is_in(point, 0xFE00, 0xFE0F) || is_in(point, 0xE0100, 0xE01EF);
}

bool is_ideograph(char32_t point) {
  return is_in(point, 0x3400, 0x9FFF) || is_in(point, 0xF900, 0xFAFF) ||
         is_in(point, 0x20000, 0x3FFFF);
}

// Of those of which one or more are followed by the one that ends them.
bool is_tag(char32_t point) {
  return is_in(point, 0xE0020, cancel_tag - 1);
}

char32_t at(std::u32string_view text, std::size_t index) {
  return index < text.size() ? text[index] : U'\0';
}

char32_t last_of(std::u32string_view text) {
  return text.empty() ? U'\0' : text.back();
}

// What the marks at the end of `before` are on.
char32_t base_of(std::u32string_view before) {
  while (is_mark(last_of(before)) || is_skin_tone(last_of(before))) {
    before.remove_suffix(1);
  }
  return last_of(before);
}

// The first of `after` that is no mark.
char32_t next_base(std::u32string_view after) {
  while (!after.empty() && is_mark(after.front())) after.remove_prefix(1);
  return at(after, 0);
}

// RFC 5892, appendices A.1 and A.2, and emoji that are made of several.
bool joiner_counts(char32_t joiner, std::u32string_view before, std::u32string_view after) {
  if (is_virama(last_of(before))) return true;
  if (joiner == zero_width_joiner) {
    return is_pictographic(base_of(before)) && is_pictographic(at(after, 0));
  }
  return is_joining(base_of(before)) && is_joining(next_base(after));
}

// A variation selector chooses how an emoji or an ideograph is drawn; on a letter it does nothing.
bool selector_counts(std::u32string_view before, std::u32string_view after) {
  const char32_t base = last_of(before);
  return is_pictographic(base) || is_ideograph(base) || at(after, 0) == enclosing_keycap;
}

// Tags behind a flag say which one: of Scotland, for example.
bool tag_counts(char32_t tag, std::u32string_view before, std::u32string_view after) {
  if (tag == cancel_tag) return is_tag(last_of(before));
  while (is_tag(last_of(before))) before.remove_suffix(1);
  while (is_tag(at(after, 0))) after.remove_prefix(1);
  return last_of(before) == black_flag && at(after, 0) == cancel_tag;
}

// True where an invisible character changes how those around it look.
bool counts(char32_t point, std::u32string_view before, std::u32string_view after) {
  if (point == zero_width_joiner || point == zero_width_non_joiner) {
    return joiner_counts(point, before, after);
  }
  if (is_variation_selector(point)) return selector_counts(before, after);
  if (is_tag(point) || point == cancel_tag) return tag_counts(point, before, after);
  // Mongolian's own variation selectors.
  const bool mongolian = is_in(point, 0x180B, 0x180D) || point == 0x180F;
  return mongolian && is_in(last_of(before), 0x1820, 0x18AA);
}

std::string composed(std::string_view text) {
  utf8proc_uint8_t* result = nullptr;
  const auto size =
      utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                   static_cast<utf8proc_ssize_t>(text.size()), &result,
                   static_cast<utf8proc_option_t>(UTF8PROC_COMPOSE | UTF8PROC_STABLE));
  const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> owner(result, &std::free);
  if (size < 0) return {};
  return {reinterpret_cast<const char*>(result), static_cast<std::size_t>(size)};
}

std::u32string code_points_of(std::string_view text) {
  std::u32string points;
  while (!text.empty()) {
    utf8proc_int32_t point = 0;
    const auto size = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                                       static_cast<utf8proc_ssize_t>(text.size()), &point);
    if (size <= 0) break;
    points += static_cast<char32_t>(point);
    text.remove_prefix(static_cast<std::size_t>(size));
  }
  return points;
}

std::string utf8_of(std::u32string_view points) {
  std::string text;
  for (const char32_t point : points) {
    utf8proc_uint8_t bytes[4];
    const auto size = utf8proc_encode_char(static_cast<utf8proc_int32_t>(point), bytes);
    text.append(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size));
  }
  return text;
}

// `text` in form C, without what does not count where it stands.
std::string without_extras(std::string_view text) {
  const std::u32string points = code_points_of(text);
  std::u32string kept;
  bool space = false;
  for (std::size_t index = 0; index < points.size(); ++index) {
    const char32_t point = points[index];
    if (is_space(point)) {
      space = !kept.empty();
      continue;
    }
    const auto after = std::u32string_view(points).substr(index + 1);
    const std::u32string_view before = space ? std::u32string_view() : kept;
    if (is_invisible(point) && !counts(point, before, after)) continue;
    if (space) kept += U' ';
    space = false;
    kept += point;
  }
  // What stood on both sides of an invisible character may be one now.
  return composed(utf8_of(kept));
}

}  // namespace

std::string tidy(std::string_view text) {
  std::string tidied = composed(text);
  // Removing an invisible character can reorder the marks around it, and so make another one
  // useless. RFC 8266, section 2.1, repeats its rules for the same reason. Each pass but the last
  // removes something.
  while (true) {
    std::string next = without_extras(tidied);
    if (next == tidied) return tidied;
    tidied = std::move(next);
  }
}

bool has_something_to_see(std::string_view text) {
  for (const char32_t point : code_points_of(text)) {
    if (!is_space(point) && !is_mark(point) && !is_invisible(point)) return true;
  }
  return false;
}

}  // namespace parley::names

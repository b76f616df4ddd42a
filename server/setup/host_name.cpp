#include "parley/setup/host_name.h"

#include <algorithm>
#include <string_view>

namespace parley::setup {
namespace {

constexpr std::size_t longest_name = 253;
constexpr std::size_t longest_label = 63;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool is_label(std::string_view label) {
  return !label.empty() && label.size() <= longest_label && label.front() != '-' &&
         label.back() != '-' && std::all_of(label.begin(), label.end(), [](char c) {
           return is_digit(c) || is_letter(c) || c == '-';
         });
}

}  // namespace

std::string mistake_in_host_name(const std::string& name) {
  const char* const expected =
      "Expected the name by which people reach this machine, such as meet.example.org.";
  if (std::any_of(name.begin(), name.end(),
                  [](char c) { return static_cast<unsigned char>(c) >= 0x80U; })) {
    return "Expected the name in ASCII, as DNS has it: xn--... for letters of other alphabets.";
  }
  if (name.empty() || name.size() > longest_name) return expected;
  std::string_view rest = name;
  std::size_t labels = 0;
  while (true) {
    const std::size_t dot = rest.find('.');
    const std::string_view label = rest.substr(0, dot);
    if (!is_label(label)) return expected;
    ++labels;
    if (dot == std::string_view::npos) {
      // Else it would be an address.
      const bool is_number = std::all_of(label.begin(), label.end(), is_digit);
      return labels > 1 && !is_number ? "" : expected;
    }
    rest.remove_prefix(dot + 1);
  }
}

}  // namespace parley::setup

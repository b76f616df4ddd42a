#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "parley/branding/branding.h"

namespace parley::branding {
namespace {

constexpr std::array<std::string_view, 5> pages = {"/home.html", "/check.html", "/room.html",
                                                   "/room/", "/404.html"};
// In front of this the page is told; web/branding/branding.js reads it.
constexpr std::string_view place = "<meta name=\"parley-hosting\"";

std::string escaped(std::string_view text) {
  std::string result;
  for (const char c : text) {
    if (c == '&') {
      result += "&amp;";
    } else if (c == '<') {
      result += "&lt;";
    } else if (c == '>') {
      result += "&gt;";
    } else if (c == '"') {
      result += "&quot;";
    } else {
      result += c;
    }
  }
  return result;
}

void replace_all(std::string& text, std::string_view what, std::string_view with) {
  for (std::size_t at = text.find(what); at != std::string::npos;
       at = text.find(what, at + with.size())) {
    text.replace(at, what.size(), with);
  }
}

// The title and the words are what programs read that show a link, and run no script.
std::string branded(std::string_view page, const Branding& branding) {
  std::string html(page);
  if (!branding.name.empty()) replace_all(html, "Parley", escaped(branding.name));
  const std::size_t at = html.find(place);
  if (at == std::string::npos) return html;
  return html.insert(
      at, "<meta name=\"parley-branding\" content=\"" + escaped(branding.json) + "\">\n  ");
}

}  // namespace

void put_on_pages(const Branding& branding, http::Bundle& bundle) {
  for (const std::string_view path : pages) {
    const auto* variants = bundle.find(path);
    if (variants == nullptr) continue;
    const auto plain = std::find_if(
        variants->begin(), variants->end(),
        [](const http::Variant& variant) { return variant.encoding == http::Encoding::Identity; });
    if (plain != variants->end()) bundle.replace(path, branded(plain->bytes, branding));
  }
  bundle.replace("/branding/branding.json", branding.json);
  for (const File& file : branding.files) bundle.replace("/branding/" + file.name, file.bytes);
}

}  // namespace parley::branding

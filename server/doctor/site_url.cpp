#include <charconv>

#include "parley/base/text.h"
#include "parley/doctor/examination.h"

namespace parley::doctor {

std::optional<SiteUrl> read_site_url(std::string_view text) {
  constexpr std::string_view allowed =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~:/[]%";
  if (text.find_first_not_of(allowed) != std::string_view::npos) return {};
  SiteUrl url;
  const std::size_t scheme_end = text.find("://");
  if (scheme_end == std::string_view::npos) return {};
  const std::string scheme = base::lower(text.substr(0, scheme_end));
  if (scheme != "https" && scheme != "http") return {};
  url.is_https = scheme == "https";
  url.port = url.is_https ? 443 : 80;
  std::string_view rest = text.substr(scheme_end + 3);
  const std::size_t slash = rest.find('/');
  if (slash != std::string_view::npos) {
    url.path = rest.substr(slash);
    while (url.path.ends_with('/')) url.path.pop_back();
    rest = rest.substr(0, slash);
  }
  const std::size_t bracket = rest.find(']');
  const std::size_t colon = rest.find(':', bracket == std::string_view::npos ? 0 : bracket);
  if (colon != std::string_view::npos) {
    const std::string_view digits = rest.substr(colon + 1);
    const char* const end = digits.data() + digits.size();
    const auto parsed = std::from_chars(digits.data(), end, url.port);
    if (parsed.ec != std::errc() || parsed.ptr != end || url.port == 0) return {};
    rest = rest.substr(0, colon);
  }
  if (rest.starts_with('[') && rest.ends_with(']')) rest = rest.substr(1, rest.size() - 2);
  if (rest.empty()) return {};
  url.host = base::lower(rest);
  return url;
}

}  // namespace parley::doctor

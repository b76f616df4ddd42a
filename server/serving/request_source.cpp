#include "request_source.h"

#include "parley/base/text.h"

namespace parley::serving {
namespace {

// What the last proxy wrote, which is the one that is trusted.
std::string last_of(std::string_view list) {
  const std::size_t comma = list.rfind(',');
  return std::string(base::trim(comma == std::string_view::npos ? list : list.substr(comma + 1)));
}

}  // namespace

RequestSource::RequestSource(const mg_request_info& info, const limits::TrustedProxies& proxies)
    : origin_(joined_headers(info, "Origin")), host_(joined_headers(info, "Host")) {
  // RFC 9112 section 3.2.2: then what Host says does not count.
  if (names_authority(info)) host_ = http::authority_of_target(info.request_uri);
  // CivetWeb wrote it, so it is an address.
  const limits::IpAddress peer =
      limits::parse_ip_address(info.remote_addr).value_or(limits::IpAddress{});
  client_ = limits::client_address(peer, joined_headers(info, "X-Forwarded-For"), proxies);
  if (!limits::is_trusted(proxies, peer)) return;
  scheme_ = last_of(joined_headers(info, "X-Forwarded-Proto"));
  std::string host = last_of(joined_headers(info, "X-Forwarded-Host"));
  if (!host.empty()) host_ = std::move(host);
}

}  // namespace parley::serving

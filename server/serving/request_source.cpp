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
  const std::string forwarded_for = joined_headers(info, "X-Forwarded-For");
  client_ = limits::client_address(peer, forwarded_for, proxies);
  const bool is_trusted = limits::is_trusted(proxies, peer);
  if (!forwarded_for.empty()) {
    forwarding_ = is_trusted ? http::Forwarding::Believed : http::Forwarding::Ignored;
  }
  if (!is_trusted) return;
  scheme_ = last_of(joined_headers(info, "X-Forwarded-Proto"));
  std::string host = last_of(joined_headers(info, "X-Forwarded-Host"));
  if (!host.empty()) host_ = std::move(host);
}

}  // namespace parley::serving

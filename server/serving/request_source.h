// Which client and page a request comes from and which host it is for, according to its headers and
// those of a trusted proxy.
#pragma once

#include <string>

#include "civetweb_request.h"
#include "parley/http/origin.h"
#include "parley/limits/client_address.h"

namespace parley::serving {

class RequestSource {
 public:
  RequestSource(const mg_request_info& info, const limits::TrustedProxies& proxies);

  /// Valid as long as this is.
  [[nodiscard]] http::RequestOrigin origin() const {
    return {.origin = origin_, .host = host_, .scheme = scheme_};
  }
  [[nodiscard]] const limits::IpAddress& client() const { return client_; }
  [[nodiscard]] http::Forwarding forwarding() const { return forwarding_; }

 private:
  // A header that must be unique but is repeated is joined to a value that is refused.
  std::string origin_;
  std::string host_;
  std::string scheme_;
  limits::IpAddress client_;
  http::Forwarding forwarding_ = http::Forwarding::None;
};

}  // namespace parley::serving

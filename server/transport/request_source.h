// Whom a request is from and for: by its headers, and by a proxy's where that is trusted.
#pragma once

#include <string>

#include "civetweb_request.h"
#include "parley/transport/client_address.h"
#include "parley/transport/origin.h"

namespace parley::transport {

class RequestSource {
 public:
  RequestSource(const mg_request_info& info, const TrustedProxies& proxies);

  /// Valid as long as this is.
  [[nodiscard]] RequestOrigin origin() const {
    return {.origin = origin_, .host = host_, .scheme = scheme_};
  }
  [[nodiscard]] const IpAddress& client() const { return client_; }

 private:
  // What must come once and comes twice is joined to a value that is refused.
  std::string origin_;
  std::string host_;
  std::string scheme_;
  IpAddress client_;
};

}  // namespace parley::transport

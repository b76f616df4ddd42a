// Which client and page a request comes from and which host it is for, according to its headers and
// those of a trusted proxy.
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
  // A header that must be unique but is repeated is joined to a value that is refused.
  std::string origin_;
  std::string host_;
  std::string scheme_;
  IpAddress client_;
};

}  // namespace parley::transport

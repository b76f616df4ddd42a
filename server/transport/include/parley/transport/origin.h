// Whose pages may open a WebSocket. Browsers let any page open one to any server, and say in Origin
// whose page it is (RFC 6454): without a look at it a stranger's page could join meetings in its
// visitor's name.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parley/hub/logger.h"

namespace parley::transport {

struct OriginPolicy {
  /// Whose pages may connect besides this server's own: "https://meet.example.org".
  std::vector<std::string> allowed;
  /// This server's own origin as browsers know it; empty where each request's Host says it.
  std::string own;
  /// What is no browser sends no Origin.
  bool allow_missing = false;
};

/// What a request says of where it is from and for.
struct RequestOrigin {
  std::string_view origin;
  /// The Host that the client addressed, by a trusted proxy's word where there is one.
  std::string_view host;
  /// "https" or "http" by a trusted proxy's word, else empty: behind one for TLS that is not known
  /// to be trusted the server cannot tell, and takes either.
  std::string_view scheme;
};

/// Why the page may not connect, as a sentence that tells the operator the flag; nothing where it
/// may.
std::optional<std::string> why_refused(const RequestOrigin& request, const OriginPolicy& policy);

/// True for the origin of a page that this host served.
bool is_same_origin(std::string_view origin, std::string_view host, std::string_view scheme = {});

/// Tells the operator, whom the page cannot tell: browsers tell pages nothing about a handshake
/// that failed. `origin` is empty where there was none. It names a site and no person.
void note_refused_origin(hub::Logger& logger, std::string_view origin);

}  // namespace parley::transport

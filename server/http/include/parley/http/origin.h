// Which pages may open a WebSocket. Browsers let any page open one to any server, and name the
// page's site in Origin (RFC 6454). Without checking it, a stranger's page could join meetings in
// its visitor's name.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parley/base/logger.h"

namespace parley::http {

struct OriginPolicy {
  /// Other origins whose pages may connect: "https://meet.example.org".
  std::vector<std::string> allowed;
  /// This server's own origin as browsers know it; empty if it is taken from each request's Host.
  std::string own;
  /// Whether to accept requests without Origin, which come from programs other than browsers.
  bool allow_missing = false;
};

/// What a request says about where it comes from and which host it is for.
struct RequestOrigin {
  std::string_view origin;
  /// The Host that the client addressed, according to a trusted proxy if there is one.
  std::string_view host;
  /// "https" or "http" according to a trusted proxy, otherwise empty: behind a TLS proxy that it
  /// was not told to trust the server cannot know, and accepts either.
  std::string_view scheme;
};

/// Why the page may not connect, as a sentence that names the flag for the operator; nothing if it
/// may.
std::optional<std::string> why_refused(const RequestOrigin& request, const OriginPolicy& policy);

/// True for the origin of a page that this host served.
bool is_same_origin(std::string_view origin, std::string_view host, std::string_view scheme = {});

/// Logs the refusal for the operator, because browsers tell pages nothing about a handshake that
/// failed. `origin` is empty if there was none. It names a site, not a person.
void note_refused_origin(base::Logger& logger, std::string_view origin);

}  // namespace parley::http

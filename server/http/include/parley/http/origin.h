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
  /// This server's own origins as browsers know them. If empty, its own is the one that the request's
  /// Host names, but only for localhost and IP addresses: any other name may be a stranger's, who
  /// lets it point at this server once a browser has loaded his page (DNS rebinding).
  std::vector<std::string> own;
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

/// True for hosts that nobody else can have, with or without a port: localhost (RFC 6761
/// section 6.3) and IP addresses.
bool is_local_name_or_address(std::string_view host);

/// Logs the refusal for the operator, because browsers tell pages nothing about a handshake that
/// failed. It names a site, not a person.
void note_refused_origin(base::Logger& logger, const RequestOrigin& request);

}  // namespace parley::http

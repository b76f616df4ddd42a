#include "parley/http/origin.h"

#include <algorithm>

#include "parley/base/text.h"

namespace parley::http {
namespace {

bool is_allowed(std::string_view origin, const OriginPolicy& policy) {
  return std::any_of(
      policy.allowed.begin(), policy.allowed.end(),
      [origin](const std::string& allowed) { return base::equals_ignoring_case(allowed, origin); });
}

bool is_own(const RequestOrigin& request, const OriginPolicy& policy) {
  if (!policy.own.empty()) return base::equals_ignoring_case(policy.own, request.origin);
  return is_same_origin(request.origin, request.host, request.scheme);
}

}  // namespace

bool is_same_origin(std::string_view origin, std::string_view host, std::string_view scheme) {
  const std::string own = base::lower(origin);
  const std::size_t scheme_end = own.find("://");
  if (scheme_end == std::string::npos) return false;
  const std::string_view own_scheme = std::string_view(own).substr(0, scheme_end);
  if (own_scheme != "http" && own_scheme != "https") return false;
  if (!scheme.empty() && !base::equals_ignoring_case(own_scheme, scheme)) return false;
  // Browsers leave a default port out; some proxies write it into Host.
  const std::string_view default_port = own_scheme == "http" ? ":80" : ":443";
  std::string served = base::lower(host);
  if (served.ends_with(default_port)) served.resize(served.size() - default_port.size());
  return !served.empty() && own.substr(scheme_end + 3) == served;
}

std::optional<std::string> why_refused(const RequestOrigin& request, const OriginPolicy& policy) {
  if (request.origin.empty()) {
    if (policy.allow_missing) return {};
    return "The request has no Origin, as every browser's has. If other programs are to connect, "
           "start the server with --allow-missing-origin.";
  }
  if (is_own(request, policy) || is_allowed(request.origin, policy)) return {};
  const std::string origin(request.origin);
  return "Pages of " + origin +
         " may not connect to this server. If they should, start it with --allow-origin " + origin +
         ".";
}

void note_refused_origin(base::Logger& logger, std::string_view origin) {
  using Level = base::Logger::Level;
  if (origin.empty()) {
    logger.write(Level::Warning, "refused-origin",
                 {{"origin", "none"}, {"see", "--allow-missing-origin"}});
  } else {
    logger.write(Level::Warning, "refused-origin", {{"origin", origin}, {"see", "--allow-origin"}});
  }
}

}  // namespace parley::http

#include "parley/http/origin.h"

#include <algorithm>

#include "parley/base/text.h"
#include "parley/limits/client_address.h"

namespace parley::http {
namespace {

bool contains(const std::vector<std::string>& origins, std::string_view origin) {
  return std::any_of(origins.begin(), origins.end(), [origin](const std::string& one) {
    return base::equals_ignoring_case(one, origin);
  });
}

bool is_own(const RequestOrigin& request, const OriginPolicy& policy) {
  if (!policy.own.empty()) return contains(policy.own, request.origin);
  return is_local_name_or_address(request.host) &&
         is_same_origin(request.origin, request.host, request.scheme);
}

// Which flag would let that page connect.
std::string_view flag_for(const RequestOrigin& request) {
  if (request.origin.empty()) return "--allow-missing-origin";
  return is_same_origin(request.origin, request.host, request.scheme) ? "--public-origin"
                                                                      : "--allow-origin";
}

}  // namespace

bool is_local_name_or_address(std::string_view host) {
  if (limits::parse_ip_address(host)) return true;
  const std::string name = base::lower(host.substr(0, host.find(':')));
  return name == "localhost" || name.ends_with(".localhost");
}

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
  if (is_own(request, policy) || contains(policy.allowed, request.origin)) return {};
  const std::string origin(request.origin);
  return "Pages of " + origin + " may not connect to this server. If they should, start it with " +
         std::string(flag_for(request)) + " " + origin + ".";
}

void note_refused_origin(base::Logger& logger, const RequestOrigin& request) {
  logger.write(
      base::Logger::Level::Warning, "refused-origin",
      {{"origin", request.origin.empty() ? "none" : request.origin}, {"see", flag_for(request)}});
}

}  // namespace parley::http

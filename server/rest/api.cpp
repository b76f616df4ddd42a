#include "parley/rest/api.h"

#include "exchange.h"

namespace parley::rest {

http::Response Api::handle(const http::Request& request, const hub::Commander& commander,
                           const hub::RoomFinder& finder) {
  if (auto refused = refusal(request)) return *std::move(refused);
  http::Response response = Exchange(request, directory_, settings_, commander, finder).answer();
  if (response.status == 405) response.fields.emplace_back("Allow", "GET, HEAD, POST");
  return response;
}

std::optional<http::Response> Api::refusal(const http::Request& request) {
  // Whoever knows a key is no page, unless it is the operator's own.
  if (!request.origin.origin.empty() && why_refused(request.origin, settings_.origins)) {
    return answer(Refusal{403, Code::Unauthorized, "Pages of that origin may not connect."});
  }
  const auto now = limits::FailureThrottle::Time::clock::now();
  {
    // One after the other, so that several at the same time do not count as failures of each other.
    const std::lock_guard lock(attempts_mutex_);
    if (!throttle_.begin(request.client, now)) {
      http::Response response =
          answer(Refusal{429, Code::TooManyRequests, "Too many failures. Try again in a minute."});
      response.fields.emplace_back("Retry-After", "60");
      return response;
    }
    if (settings_.knows(request.authorization)) {
      throttle_.succeeded(request.client, now);
      return std::nullopt;
    }
  }
  http::Response response = answer(Refusal{401, Code::Unauthorized, "Authenticate"});
  response.fields.emplace_back("WWW-Authenticate", "Basic realm=\"Parley\"");
  return response;
}

}  // namespace parley::rest

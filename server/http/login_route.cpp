#include "parley/http/login_route.h"

#include "parley/base/text.h"
#include "parley/limits/limits.h"

namespace parley::http {
namespace {

// The page of Twilio's tutorial sends its JSON as a string, which Fetch labels text/plain.
bool is_json(std::string_view content_type) {
  const std::string_view type = base::trim(content_type.substr(0, content_type.find(';')));
  return type.empty() || base::equals_ignoring_case(type, "application/json") ||
         base::equals_ignoring_case(type, "text/plain");
}

// Fetch, "CORS-preflight request".
Response preflight() {
  Response response;
  response.status = 204;
  response.fields = {{"Access-Control-Allow-Methods", "POST"},
                     {"Access-Control-Allow-Headers", "Content-Type"},
                     {"Access-Control-Max-Age", "600"},
                     {"Cache-Control", "no-store"}};
  return response;
}

Response too_many_failures() {
  Response response = text_response(429, "Too many failures. Try again in a minute.\n");
  response.fields.emplace_back("Retry-After", "60");
  return response;
}

}  // namespace

Response LoginRoute::handle(const Request& request) const {
  // What is no browser has nobody's name to misuse.
  const bool is_page = !request.origin.origin.empty();
  if (is_page) {
    if (const auto refusal = why_refused(request.origin, origins_)) {
      note_refused_origin(logger_, request.origin);
      return text_response(403, *refusal + "\n");
    }
  }
  Response response = answer(request);
  response.fields.emplace_back("Vary", "Origin");
  if (is_page) {
    response.fields.emplace_back("Access-Control-Allow-Origin", request.origin.origin);
  }
  return response;
}

Response LoginRoute::answer(const Request& request) const {
  if (request.method == "OPTIONS") return preflight();
  if (request.method != "POST") {
    Response response = text_response(405, "Names are sent here with POST.\n");
    response.fields.emplace_back("Allow", "POST, OPTIONS");
    return response;
  }
  if (!handler_) {
    return text_response(403, "This server gives out no tokens. --login has it do so.\n");
  }
  if (!is_json(request.content_type)) {
    return text_response(415, "Expected JSON, as application/json.\n");
  }
  // How long it is has to be known before it is read: see Gate.
  if (request.has_transfer_encoding) return text_response(411, "Expected a Content-Length.\n");
  if (base::parse_length(request.content_length).value_or(0) > limits::body_bytes) {
    return text_response(413, "That is more than a name and a room.\n");
  }
  return log_in(request);
}

Response LoginRoute::log_in(const Request& request) const {
  const auto now = limits::FailureThrottle::Time::clock::now();
  if (!throttle_.begin(request.client, now)) return too_many_failures();
  base::LoginAnswer answer = handler_(request.body);
  if (answer.status == 200) {
    throttle_.succeeded(request.client, now);
    return {200,
            {{"Content-Type", "application/json"}, {"Cache-Control", "no-store"}},
            std::move(answer.body),
            {}};
  }
  return text_response(answer.status, answer.body + "\n");
}

}  // namespace parley::http

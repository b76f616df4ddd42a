// What is ours of HTTP: the judgement of a request's head in front of CivetWeb's parser, and behind
// it routes, handshakes, addresses. An input is lines: method, path, and then headers as they come;
// for the judgement, bytes, and the same with CRLF at the end of each line.
#include <functional>
#include <map>
#include <string>

#include "fuzz.h"
#include "parley/auth/login.h"
#include "parley/http/bundle.h"
#include "parley/http/http_message.h"
#include "parley/http/page_policy.h"
#include "parley/http/request_head.h"
#include "parley/http/routes.h"
#include "parley/limits/client_address.h"
#include "parley/limits/limits.h"
#include "parley/websocket/handshake.h"

namespace parley {
namespace {

using fuzz::next_line;
using fuzz::require;
using Headers = std::map<std::string, std::string_view, std::less<>>;

std::int64_t fixed_time() {
  return 1'767'225'600;
}

base::LoginAnswer log_in(std::string_view body) {
  static const auth::AccessTokens tokens({{"SK1", std::string(32, 's')}}, {}, fixed_time);
  static const auth::Login login(tokens, "", std::chrono::hours(1));
  return login.answer(body);
}

http::Routes routes() {
  http::Bundle bundle;
  bundle.add("/home.html", http::Encoding::Identity, "<home>");
  bundle.add("/room/", http::Encoding::Identity, "<room>");
  bundle.add("/assets/a-0123.js", http::Encoding::Identity, "script");
  bundle.add("/assets/a-0123.js", http::Encoding::Gzip, "gzip");
  bundle.add("/assets/a-0123.js", http::Encoding::Brotli, "br");
  return http::Routes(std::move(bundle), log_in);
}

// What is known of a head does not change when more of it comes.
void check_head(std::string_view bytes) {
  using State = http::HeadVerdict::State;
  const http::HeadVerdict whole = http::judge_head(bytes);
  const std::size_t step = 1 + bytes.size() / 64;
  http::HeadScanner scanner;
  for (std::size_t size = 0; size < bytes.size(); size += step) {
    const http::HeadVerdict part = scanner.scan(bytes.substr(0, size));
    require(part.state == State::Incomplete ||
                (part.state == whole.state && part.status == whole.status &&
                 part.head_bytes == whole.head_bytes),
            "TCP may cut a head anywhere");
  }
  if (whole.state != State::Complete) return;
  const std::string_view head = bytes.substr(0, whole.head_bytes);
  require(head.size() <= limits::request_head_bytes && head.ends_with("\r\n\r\n"),
          "a head has an end");
  require(head.find_first_of(std::string_view("\0\t\x7f", 3)) == std::string_view::npos,
          "a head has no control characters");
}

void check_routes(const http::Request& request) {
  const http::Response response = routes().handle(request);
  require(response.status >= 200 && response.status < 600, "a status of HTTP");
  const std::string bytes = http::serialize(response, true, http::security_fields({}));
  const std::size_t head_end = bytes.find("\r\n\r\n");
  require(head_end != std::string::npos, "a head has an end");
  require(bytes.size() - head_end - 4 == response.body().size(),
          "nobody writes a line of his own into the head");
}

void check_handshake(const websocket::UpgradeRequest& request) {
  const websocket::UpgradeResult result = websocket::answer_upgrade(request, {});
  if (const auto* accepted = std::get_if<websocket::UpgradeAccepted>(&result)) {
    require(request.method == "GET" && request.version == "13", "the conditions of RFC 6455");
    require(accepted->response.find("\r\n\r\n") == accepted->response.size() - 4,
            "nobody writes a line of his own into the answer");
  }
}

}  // namespace
}  // namespace parley

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace parley;
  std::string_view rest = parley::fuzz::text_of(data, size);
  check_head(rest);
  std::string head;
  for (const char c : rest) head += c == '\n' ? std::string("\r\n") : std::string(1, c);
  check_head(head);
  http::Request request;
  request.method = next_line(rest);
  request.path = next_line(rest);
  Headers headers;
  for (std::string_view line = next_line(rest); !line.empty(); line = next_line(rest)) {
    const std::size_t colon = line.find(": ");
    if (colon == std::string_view::npos) continue;
    // No header holds a line's end or a NUL by the time it is ours.
    headers[std::string(line.substr(0, colon))] = line.substr(colon + 2).substr(
        0, line.substr(colon + 2).find_first_of(std::string_view("\r\0", 2)));
  }
  request.accept_encoding = headers["Accept-Encoding"];
  request.if_none_match = headers["If-None-Match"];
  request.content_type = headers["Content-Type"];
  request.origin = {.origin = headers["Origin"], .host = headers["Host"], .scheme = {}};
  request.body = rest;
  request.content_length = headers["Content-Length"];
  request.has_transfer_encoding = headers.count("Transfer-Encoding") != 0;
  check_routes(request);
  check_handshake({.method = request.method,
                   .http_version = "1.1",
                   .upgrade = headers["Upgrade"],
                   .connection = headers["Connection"],
                   .version = headers["Sec-WebSocket-Version"],
                   .key = headers["Sec-WebSocket-Key"],
                   .protocols = headers["Sec-WebSocket-Protocol"],
                   .origin = request.origin});
  const auto network = limits::parse_ip_network(headers["Proxy"]);
  const auto proxies = network ? limits::TrustedProxies{*network} : limits::TrustedProxies{};
  (void)limits::client_address({}, headers["X-Forwarded-For"], proxies);
  return 0;
}

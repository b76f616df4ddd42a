// HTTP requests and responses as values.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "parley/http/origin.h"
#include "parley/limits/client_address.h"

namespace parley::http {

/// What became of a request's X-Forwarded-For.
enum class Forwarding : std::uint8_t {
  None,      ///< there is none
  Ignored,   ///< it does not come from a trusted proxy
  Believed,  ///< a trusted proxy wrote it
};

/// What Parley looks at in a request. Header values that the client did not send are empty.
struct Request {
  std::string_view method;
  std::string_view path;  ///< as it came: not percent-decoded, without the query
  std::string query;      ///< with its "?"; empty if there is none
  std::string_view accept;
  std::string_view accept_encoding;
  std::string_view if_none_match;
  std::string_view content_type;
  std::string_view authorization;
  RequestOrigin origin;
  limits::IpAddress client;
  Forwarding forwarding = Forwarding::None;
  /// Only read if Routes::takes_body(); truncated if the rest does not arrive in time.
  std::string_view body;
  std::string content_length;  ///< several are joined by commas
  bool has_transfer_encoding = false;

  [[nodiscard]] bool has_body() const { return !content_length.empty() || has_transfer_encoding; }
};

struct Response {
  int status = 200;
  std::vector<std::pair<std::string_view, std::string>> fields;
  /// A body made for this response …
  std::string text;
  /// … or one that lives as long as the server.
  std::string_view file;

  [[nodiscard]] std::string_view body() const { return file.empty() ? text : file; }
};

/// A plain-text page that caches do not store.
Response text_response(int status, std::string text);

/// The answer to a handshake with a version other than 13 (RFC 6455 section 4.4, RFC 9110
/// section 15.5.22).
Response upgrade_required(std::string text);

/// Head and body in one string, to be sent with one write. With two writes, the second could wait
/// 40 ms for the acknowledgement of the first. Adds the security headers, Date and Content-Length. A
/// Content-Security-Policy of the response's own stands instead of the one in the security headers.
std::string serialize(const Response& response, bool with_body, std::string_view security_fields);

}  // namespace parley::http

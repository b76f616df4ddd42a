#include "parley/http/http_message.h"

#include <algorithm>
#include <array>
#include <ctime>

namespace parley::http {
namespace {

constexpr std::array<std::pair<int, std::string_view>, 25> reasons = {{
    {200, "OK"},
    {201, "Created"},
    {204, "No Content"},
    {304, "Not Modified"},
    {308, "Permanent Redirect"},
    {400, "Bad Request"},
    {401, "Unauthorized"},
    {403, "Forbidden"},
    {404, "Not Found"},
    {405, "Method Not Allowed"},
    {406, "Not Acceptable"},
    {408, "Request Timeout"},
    {411, "Length Required"},
    {413, "Content Too Large"},
    {414, "URI Too Long"},
    {415, "Unsupported Media Type"},
    {417, "Expectation Failed"},
    {421, "Misdirected Request"},
    {426, "Upgrade Required"},
    {429, "Too Many Requests"},
    {431, "Request Header Fields Too Large"},
    {500, "Internal Server Error"},
    {501, "Not Implemented"},
    {503, "Service Unavailable"},
    {505, "HTTP Version Not Supported"},
}};

std::string_view reason(int status) {
  for (const auto& [code, text] : reasons) {
    if (code == status) return text;
  }
  return "Error";
}

// RFC 9110 section 5.6.7, IMF-fixdate. The process never sets a locale.
std::string date() {
  const std::time_t now = std::time(nullptr);
  std::tm parts{};
  gmtime_r(&now, &parts);
  std::array<char, 32> text{};
  const std::size_t length =
      std::strftime(text.data(), text.size(), "%a, %d %b %Y %H:%M:%S GMT", &parts);
  return {text.data(), length};
}

void append_field(std::string& head, std::string_view name, std::string_view value) {
  head.append(name).append(": ").append(value).append("\r\n");
}

constexpr std::string_view policy_field = "Content-Security-Policy";

bool has_own_policy(const Response& response) {
  return std::any_of(response.fields.begin(), response.fields.end(),
                     [](const auto& field) { return field.first == policy_field; });
}

// Browsers would apply both of two policies.
void append_but_policy(std::string& head, std::string_view security_fields) {
  while (!security_fields.empty()) {
    const std::string_view line = security_fields.substr(0, security_fields.find('\n') + 1);
    if (!line.starts_with(policy_field)) head.append(line);
    security_fields.remove_prefix(line.empty() ? security_fields.size() : line.size());
  }
}

}  // namespace

Response text_response(int status, std::string text) {
  return {status,
          {{"Content-Type", "text/plain; charset=utf-8"}, {"Cache-Control", "no-store"}},
          std::move(text),
          {}};
}

Response upgrade_required(std::string text) {
  Response response = text_response(426, std::move(text));
  response.fields.emplace_back("Upgrade", "websocket");
  response.fields.emplace_back("Connection", "Upgrade");
  response.fields.emplace_back("Sec-WebSocket-Version", "13");
  return response;
}

std::string serialize(const Response& response, bool with_body, std::string_view security_fields) {
  constexpr std::size_t typical_head_bytes = 1024;
  const std::string_view body = response.body();
  std::string bytes;
  bytes.reserve(typical_head_bytes + (with_body ? body.size() : 0));
  bytes.append("HTTP/1.1 ").append(std::to_string(response.status)).append(" ");
  bytes.append(reason(response.status)).append("\r\n");
  append_field(bytes, "Date", date());
  for (const auto& [name, value] : response.fields) append_field(bytes, name, value);
  // RFC 9110 section 8.6: a 204 and a 304 have no content, and say nothing of a length.
  const bool has_content = response.status != 204 && response.status != 304;
  if (has_content) append_field(bytes, "Content-Length", std::to_string(body.size()));
  if (has_own_policy(response)) {
    append_but_policy(bytes, security_fields);
  } else {
    bytes.append(security_fields);
  }
  bytes.append("\r\n");
  if (with_body) bytes.append(body);
  return bytes;
}

}  // namespace parley::http

#include "parley/http/page_policy.h"

#include <string_view>

namespace parley::http {
namespace {

// CSP (section 6.7.2.8) does not take wss: for https:, though the one is the other's WebSocket.
std::string with_websocket(const std::string& origin) {
  const std::size_t scheme_end = origin.find(':');
  const bool secure = origin.starts_with("https:");
  return " " + origin + (secure ? " wss" : " ws") + origin.substr(scheme_end);
}

}  // namespace

// Pages load nothing from anyone else. 'wasm-unsafe-eval' lets them compile WebAssembly and nothing
// else; blob: and data: images are a client's own.
std::string security_fields(const PagePolicy& policy) {
  std::string fields =
      "Content-Security-Policy: default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; "
      "connect-src 'self'";
  for (const std::string& origin : policy.connect_origins) fields += with_websocket(origin);
  fields +=
      "; style-src 'self'; img-src 'self' blob: data:; media-src 'self' blob:; font-src 'self'; "
      "manifest-src 'self'; "
      "base-uri 'none'; form-action 'self'; frame-ancestors";
  for (const std::string& origin : policy.embed_origins) fields += " " + origin;
  if (policy.embed_origins.empty()) fields += " 'none'";
  fields +=
      "\r\n"
      "Permissions-Policy: camera=(self), microphone=(self), display-capture=(self)\r\n"
      "Cross-Origin-Opener-Policy: same-origin\r\n"
      "Referrer-Policy: no-referrer\r\n"
      "X-Content-Type-Options: nosniff\r\n";
  return fields;
}

}  // namespace parley::http

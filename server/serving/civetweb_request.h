// Turns a CivetWeb request into the values that the other layers work on.
#pragma once

#include <civetweb.h>

#include <string>
#include <string_view>

#include "parley/accept/accept_registry.h"
#include "parley/http/http_message.h"
#include "parley/http/request_head.h"

namespace parley::serving {

/// The path as it came: not percent-decoded, without the query; empty if there is no request.
inline std::string_view path_of(const mg_request_info& info) {
  return info.request_uri == nullptr ? std::string_view() : http::path_of_target(info.request_uri);
}

/// True for a target that also names the server, as in "GET http://host/path HTTP/1.1".
inline bool names_authority(const mg_request_info& info) {
  return info.request_uri != nullptr && !http::authority_of_target(info.request_uri).empty();
}

inline accept::Peer peer_of(const mg_request_info& info) {
  return {info.remote_addr, info.remote_port, info.server_port};
}

inline std::string_view header(const mg_connection* connection, const char* name) {
  const char* value = mg_get_header(connection, name);
  return value == nullptr ? std::string_view() : value;
}

/// The values of all headers of that name, joined: a list may be split over several lines (RFC 9110
/// section 5.3).
std::string joined_headers(const mg_request_info& info, std::string_view name);

/// True for a request with the headers of an upgrade. CivetWeb itself only looks at the first line
/// of each.
bool asks_for_websocket(const mg_request_info& info);

http::Request request_of(const mg_connection* connection, const mg_request_info& info);

}  // namespace parley::serving

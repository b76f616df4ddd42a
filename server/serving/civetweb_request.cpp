#include "civetweb_request.h"

#include "parley/base/text.h"

namespace parley::serving {

std::string joined_headers(const mg_request_info& info, std::string_view name) {
  std::string values;
  bool found = false;
  for (int index = 0; index < info.num_headers; ++index) {
    const auto& field = info.http_headers[index];
    if (!base::equals_ignoring_case(field.name, name)) continue;
    if (found) values += ',';
    values += base::trim(field.value);
    found = true;
  }
  return values;
}

bool asks_for_websocket(const mg_request_info& info) {
  return base::list_contains(joined_headers(info, "Upgrade"), "websocket") &&
         base::list_contains(joined_headers(info, "Connection"), "upgrade");
}

http::Request request_of(const mg_connection* connection, const mg_request_info& info) {
  http::Request request;
  request.method = info.request_method;
  request.path = path_of(info);
  if (info.query_string != nullptr) request.query = "?" + std::string(info.query_string);
  request.accept = header(connection, "Accept");
  request.accept_encoding = header(connection, "Accept-Encoding");
  request.if_none_match = header(connection, "If-None-Match");
  request.content_type = header(connection, "Content-Type");
  request.authorization = header(connection, "Authorization");
  request.content_length = joined_headers(info, "Content-Length");
  request.has_transfer_encoding = mg_get_header(connection, "Transfer-Encoding") != nullptr;
  return request;
}

}  // namespace parley::serving

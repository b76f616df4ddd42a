#include "parley/http/routes.h"

#include <algorithm>

#include "parley/base/text.h"
#include "parley/http/media_type.h"
#include "parley/limits/limits.h"
#include "parley/names/names.h"
#include "parley/protocol/room_name.h"

namespace parley::http {
namespace {

constexpr std::string_view assets_prefix = "/assets/";
constexpr std::string_view branding_prefix = "/branding/";
constexpr std::string_view login_path = "/login";
constexpr std::string_view origin_path = "/origin";
constexpr std::string_view rest_prefix = "/v1/";
constexpr std::string_view room_prefix = "/room/";
// What stands in it for the way up to the root, which depends on the address that it is shown at.
constexpr std::string_view not_found_page = "/404.html";
constexpr std::string_view way_up = "@up@";
constexpr std::string_view nothing_words =
    "There is nothing at this address. Meetings are at /room/NAME.\n";

// RFC 9110 section 13.1.2: weak comparison, so a proxy's "W/" does not matter.
bool matches(std::string_view if_none_match, std::string_view etag) {
  while (!if_none_match.empty()) {
    std::string_view candidate = base::next_part(if_none_match, ',');
    if (candidate.starts_with("W/")) candidate.remove_prefix(2);
    if (candidate == etag || candidate == "*") return true;
  }
  return false;
}

// RFC 9110 section 9.3.7: OPTIONS * asks what the server as a whole can do.
Response capabilities() {
  Response response;
  response.status = 204;
  response.fields = {{"Allow", "GET, HEAD, POST, OPTIONS"}, {"Cache-Control", "no-store"}};
  return response;
}

std::string_view to_string(Forwarding forwarding) {
  if (forwarding == Forwarding::None) return "none";
  return forwarding == Forwarding::Believed ? "believed" : "ignored";
}

// What a trusted proxy says of the client's connection: "https", "http", or nothing that is known.
std::string_view known_scheme(std::string_view scheme) {
  for (const std::string_view known : {"https", "http"}) {
    if (base::equals_ignoring_case(scheme, known)) return known;
  }
  return "";
}

// The page as it is shown at `path`. A proxy may have taken a prefix from the address, so only
// relative addresses lead to its files.
std::string shown_at(std::string_view path, std::string_view html) {
  std::string up;
  for (auto depth = std::ranges::count(path, '/'); depth > 1; --depth) up += "../";
  std::string shown;
  while (true) {
    const std::size_t at = html.find(way_up);
    shown.append(html.substr(0, at));
    if (at == std::string_view::npos) return shown;
    shown += up;
    html.remove_prefix(at + way_up.size());
  }
}

Response file_response(const Request& request, std::string_view path,
                       const std::vector<Variant>& variants) {
  const Variant* variant = choose_variant(variants, request.accept_encoding);
  if (variant == nullptr) return text_response(406, "No encoding of this file is acceptable.\n");
  // An asset's name holds a hash of its content; every other file can change at any time.
  const bool immutable = path.starts_with(assets_prefix);
  Response response;
  response.fields = {
      {"Cache-Control", immutable ? "public, max-age=31536000, immutable" : "no-cache"},
      {"ETag", variant->etag},
      {"Vary", "Accept-Encoding"}};
  const std::string_view type = media_type(path);
  if (!type.starts_with("text/html")) {
    // Anyone's page may use the library, whose parts browsers ask for as CORS has it; and so may
    // one that takes nothing in without the other's word (COEP). They are the same for everyone.
    response.fields.emplace_back("Access-Control-Allow-Origin", "*");
    response.fields.emplace_back("Cross-Origin-Resource-Policy", "cross-origin");
  }
  // Somebody may open the operator's SVG by itself, which is a document then: it runs no script.
  if (path.starts_with(branding_prefix)) {
    response.fields.emplace_back("Content-Security-Policy",
                                 "default-src 'none'; style-src 'unsafe-inline'; sandbox");
  }
  if (matches(request.if_none_match, variant->etag)) {
    response.status = 304;
    return response;
  }
  response.fields.emplace_back("Content-Type", type);
  if (variant->encoding != Encoding::Identity) {
    response.fields.emplace_back("Content-Encoding", to_string(variant->encoding));
  }
  response.file = variant->bytes;
  return response;
}

}  // namespace

bool Routes::takes_body(const Request& request) {
  if (request.method != "POST") return false;
  if (request.path != login_path && !request.path.starts_with(rest_prefix)) return false;
  const auto length = base::parse_length(request.content_length);
  return length && *length <= limits::body_bytes && !request.has_transfer_encoding;
}

Response Routes::handle(const Request& request) const {
  // Two servers in a row that see different ends of one request can be made to mistake its body
  // for the next request (RFC 9112 section 6.3 and 11.2).
  if (!request.content_length.empty() &&
      (request.has_transfer_encoding || !base::parse_length(request.content_length))) {
    return text_response(400, "Expected one Content-Length, and no Transfer-Encoding with it.\n");
  }
  if (request.path == login_path) return login_.handle(request);
  if (rest_ && request.path.starts_with(rest_prefix)) return rest_(request);
  if (request.method == "OPTIONS" && request.path == "*") return capabilities();
  if (request.method != "GET" && request.method != "HEAD") {
    Response response = text_response(405, "Only GET and HEAD are allowed here.\n");
    response.fields.emplace_back("Allow", "GET, HEAD");
    return response;
  }
  const std::string_view path = request.path;
  if (path == "/healthz") return text_response(200, "ok\n");
  if (path == origin_path) return origin(request);
  const auto made = made_pages_.find(std::string(path));
  if (made != made_pages_.end()) return made->second();
  // "/lobby" is what the home page was called before: links to it still work.
  if (path == "/" || path == "/home" || path == "/lobby") return page(request, "/home.html");
  if (path.starts_with(room_prefix)) return room(request, path.substr(room_prefix.size()));
  const auto* variants = path == not_found_page ? nullptr : bundle_.find(path);
  if (variants != nullptr) return file_response(request, path, *variants);
  return nothing_there(request, std::string(nothing_words));
}

Response Routes::nothing_there(const Request& request, std::string text) const {
  Response response = text_response(404, std::move(text));
  if (request.path.starts_with(assets_prefix)) {
    // After an upgrade the library of a page of another origin may learn that it is outdated.
    response.fields.emplace_back("Access-Control-Allow-Origin", "*");
    return response;
  }
  const auto* variants = bundle_.find(not_found_page);
  if (variants == nullptr || request.accept.find("text/html") == std::string_view::npos)
    return response;
  const auto plain = std::ranges::find(*variants, Encoding::Identity, &Variant::encoding);
  if (plain == variants->end()) return response;
  response.text = shown_at(request.path, plain->bytes);
  response.fields.front().second = media_type(not_found_page);
  return response;
}

// A browser tells a page nothing of why its WebSocket was refused. So it may ask whether it is the
// page's origin, which stands behind the "?": Fetch names it to other origins only. `parley doctor`
// asks too, and wants to know what the server makes of the proxy's headers.
Response Routes::origin(const Request& request) const {
  const std::string_view asked =
      std::string_view(request.query).substr(std::min<std::size_t>(1, request.query.size()));
  const RequestOrigin page{asked, request.origin.host, request.origin.scheme};
  const bool allowed = !asked.empty() && !why_refused(page, origins_);
  std::string json =
      allowed ? R"({"allowed":true,"forwarded":")" : R"({"allowed":false,"forwarded":")";
  json.append(to_string(request.forwarding)).append(R"(","scheme":")");
  json.append(known_scheme(request.origin.scheme)).append(R"("})");
  Response response = text_response(200, std::move(json));
  response.fields.front().second = "application/json";
  response.fields.emplace_back("Access-Control-Allow-Origin", "*");
  return response;
}

Response Routes::room(const Request& request, std::string_view segment) const {
  // As people write addresses, and as some programs complete them.
  const bool ends_with_slash = segment.ends_with('/');
  if (ends_with_slash) segment.remove_suffix(1);
  if (segment.find('/') != std::string_view::npos) {
    return nothing_there(request, std::string(nothing_words));
  }
  const auto name = names::room_name_in(segment);
  if (!name) return nothing_there(request, name.error().message + "\n");
  if (!ends_with_slash) return page(request, room_prefix);
  // The page finds its files by addresses relative to its own.
  Response response = text_response(308, "The room is at the address without the last slash.\n");
  response.fields.emplace_back(
      "Location", "../" + protocol::encode_room_name(name.value()) + std::string(request.query));
  return response;
}

Response Routes::page(const Request& request, std::string_view path) const {
  if (const auto* variants = bundle_.find(path)) return file_response(request, path, *variants);
  return text_response(503,
                       "This server was built without the pages. \"make build\" builds both.\n");
}

}  // namespace parley::http

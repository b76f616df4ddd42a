#include "parley/transport/http_server.h"

#include <civetweb.h>

#include <chrono>
#include <stdexcept>

#include "civetweb_request.h"
#include "parley/transport/limits.h"
#include "request_source.h"

namespace parley::transport {
namespace {

void write(mg_connection* connection, const Response& response, bool with_body) {
  const std::string bytes = serialize(response, with_body);
  mg_write(connection, bytes.data(), bytes.size());
}

void write_and_close(mg_connection* connection, Response response) {
  response.fields.emplace_back("Connection", "close");
  mg_disable_connection_keep_alive(connection);
  write(connection, response, true);
}

// The body, but no more of it than `limit` bytes and what comes in time. One byte after the other:
// CivetWeb waits for all that it is asked for, and would hold a thread for a client that sends it
// in drops.
std::string read_body(mg_connection* connection, std::size_t limit) {
  const auto until = std::chrono::steady_clock::now() + limits::body_timeout;
  std::string body;
  char byte = 0;
  while (body.size() < limit && std::chrono::steady_clock::now() < until &&
         mg_read(connection, &byte, 1) == 1) {
    body += byte;
  }
  return body;
}

HttpServer* server_of(const mg_connection* connection) {
  return static_cast<HttpServer*>(mg_get_user_data(mg_get_context(connection)));
}

}  // namespace

// What CivetWeb calls. An exception must not pass through its C code.
struct HttpServer::Callbacks {
  static int request(mg_connection* connection, void* server) try {
    const mg_request_info& info = *mg_get_request_info(connection);
    if (asks_for_websocket(info)) return upgrade_unrecognised(connection, server);
    const auto& self = *static_cast<HttpServer*>(server);
    const RequestSource source(info, self.trusted_proxies_);
    Request request = request_of(connection, info);
    request.origin = source.origin();
    request.client = source.client();
    std::string body;
    if (Routes::takes_body(request)) body = read_body(connection, limits::login_bytes + 1);
    request.body = body;
    const Response response = self.routes_.handle(request);
    // What was not read of a body must not be taken for the next request.
    const bool unread = response.status == 400 || response.status == 413;
    if (unread) mg_disable_connection_keep_alive(connection);
    write(connection, response, request.method != "HEAD");
    return response.status;
  } catch (const std::exception&) {
    mg_disable_connection_keep_alive(connection);
    return 500;
  }

  // The same for an upgrade that CivetWeb has not recognised as one.
  static int upgrade_unrecognised(mg_connection* connection, void* server) {
    mg_disable_connection_keep_alive(connection);
    auto response = static_cast<HttpServer*>(server)->hand_over_.upgrade(connection);
    if (!response) return 101;
    const int status = response->status;
    write_and_close(connection, std::move(*response));
    return status;
  }

  // Not 0 tells CivetWeb that it has nothing left to do with the connection but to close it.
  static int upgrade(const mg_connection* constant, void* server) try {
    // The connection is ours to write to, whatever the type says.
    auto* connection = const_cast<mg_connection*>(constant);
    auto response = static_cast<HttpServer*>(server)->hand_over_.upgrade(connection);
    if (response) write_and_close(connection, std::move(*response));
    return 1;
  } catch (const std::exception&) {
    return 1;
  }

  // What CivetWeb itself refuses, such as a malformed request, has our headers too.
  static int error(mg_connection* connection, int status, const char* message) try {
    const std::string text = std::string(message) + "\n";
    write_and_close(connection,
                    status == 426 ? upgrade_required(text) : text_response(status, text));
    return 0;
  } catch (const std::exception&) {
    return 0;
  }

  static void close(const mg_connection* connection) {
    const mg_request_info* info = mg_get_request_info(connection);
    if (info == nullptr || HandOver::happened_to(connection)) return;
    AcceptRegistry::instance().forget(peer_of(*info));
  }

  static int log(const mg_connection* connection, const char* message) {
    HttpServer* server = server_of(connection);
    if (server != nullptr) server->note(message);
    return 1;
  }
};

void HttpServer::Stop::operator()(mg_context* context) const {
  mg_stop(context);
}

HttpServer::HttpServer(const std::string& address, std::uint16_t port, const Routes& routes,
                       HandOver& hand_over, TrustedProxies trusted_proxies)
    : routes_(routes), hand_over_(hand_over), trusted_proxies_(std::move(trusted_proxies)) {
  const std::string listening = address + ":" + std::to_string(port);
  // Without document_root it serves no files, with decode_url "no" paths come as they were sent.
  const char* options[] = {
      "listening_ports",
      listening.c_str(),
      "num_threads",
      "48",
      "listen_backlog",
      "4096",
      "tcp_nodelay",
      "1",
      "request_timeout_ms",
      "5000",
      "enable_keep_alive",
      "yes",
      "keep_alive_timeout_ms",
      "500",
      "enable_directory_listing",
      "no",
      "decode_url",
      "no",
      "access_control_allow_origin",
      "",
      nullptr,
  };
  mg_callbacks callbacks{};
  callbacks.http_error = &Callbacks::error;
  callbacks.connection_close = &Callbacks::close;
  callbacks.log_message = &Callbacks::log;

  mg_init_library(0);
  context_.reset(mg_start(&callbacks, this, options));
  if (!context_) {
    mg_exit_library();
    throw std::runtime_error(why_not_started(address, port));
  }
  // "/**" and "**" are every path (CivetWeb's UserManual, "match patterns").
  mg_set_request_handler(context_.get(), "/**", &Callbacks::request, this);
  mg_set_websocket_handler(context_.get(), "/**", &Callbacks::upgrade, nullptr, nullptr, nullptr,
                           this);
}

HttpServer::~HttpServer() {
  context_.reset();
  mg_exit_library();
}

std::uint16_t HttpServer::port() const {
  mg_server_port port{};
  mg_get_server_ports(context_.get(), 1, &port);
  return static_cast<std::uint16_t>(port.port);
}

void HttpServer::note(const char* message) {
  const std::lock_guard lock(mutex_);
  if (first_complaint_.empty()) first_complaint_ = message;
}

std::string HttpServer::why_not_started(const std::string& address, std::uint16_t port) {
  const std::lock_guard lock(mutex_);
  const std::string where = "port " + std::to_string(port) + " of " + address;
  if (first_complaint_.find("already in use") != std::string::npos) {
    return "Another program uses " + where + ". Choose another port with --port.";
  }
  return "Cannot listen on " + where + ": " + first_complaint_;
}

}  // namespace parley::transport

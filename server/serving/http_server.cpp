#include "parley/serving/http_server.h"

#include <civetweb.h>

#include <stdexcept>

#include "civetweb_request.h"
#include "parley/base/text.h"
#include "parley/http/routes.h"
#include "parley/limits/limits.h"
#include "request_source.h"

namespace parley::serving {
namespace {

// Counts a request for as long as it is worked on.
class Active {
 public:
  explicit Active(std::atomic<int>& count) : count_(count) { ++count_; }
  Active(const Active&) = delete;
  Active& operator=(const Active&) = delete;
  ~Active() { --count_; }

 private:
  std::atomic<int>& count_;
};

// All of it is there: see Gate.
std::string read_body(mg_connection* connection, const http::Request& request) {
  std::string body(base::parse_length(request.content_length).value_or(0), '\0');
  const int count = mg_read(connection, body.data(), body.size());
  body.resize(count < 0 ? 0 : static_cast<std::size_t>(count));
  return body;
}

// Its address marks a connection that was answered.
char answered = 0;

HttpServer* server_of(const mg_connection* connection) {
  return static_cast<HttpServer*>(mg_get_user_data(mg_get_context(connection)));
}

}  // namespace

// What CivetWeb calls. An exception must not pass through its C code.
struct HttpServer::Callbacks {
  static int request(mg_connection* connection, void* user_data) try {
    auto& server = *static_cast<HttpServer*>(user_data);
    const Active active(server.active_requests_);
    const mg_request_info& info = *mg_get_request_info(connection);
    if (asks_for_websocket(info)) return upgrade_unrecognised(connection, server);
    mg_set_user_connection_data(connection, &answered);
    const RequestSource source(info, server.settings_.trusted_proxies);
    http::Request request = request_of(connection, info);
    request.origin = source.origin();
    request.client = source.client();
    request.forwarding = source.forwarding();
    std::string body;
    const bool takes_body = http::Routes::takes_body(request);
    if (takes_body) body = read_body(connection, request);
    request.body = body;
    http::Response response = server.handler_(request);
    const int status = response.status;
    server.write(connection, std::move(response), request.method != "HEAD");
    // A body that nobody reads is not waited for.
    if (request.has_body() && !takes_body)
      accept::AcceptRegistry::instance().stop_reading(peer_of(info));
    return status;
  } catch (const std::exception&) {
    return 500;
  }

  // The same for an upgrade that CivetWeb has not recognised as one.
  static int upgrade_unrecognised(mg_connection* connection, HttpServer& server) {
    auto response = server.upgrade(connection);
    if (!response) return 101;
    const int status = response->status;
    server.answer(connection, std::move(*response));
    return status;
  }

  // Not 0 tells CivetWeb that it has nothing left to do with the connection but to close it.
  static int upgrade(const mg_connection* constant, void* user_data) try {
    auto& server = *static_cast<HttpServer*>(user_data);
    // The connection is ours to write to, whatever the type says.
    auto* connection = const_cast<mg_connection*>(constant);
    auto response = server.upgrade(connection);
    if (response) server.answer(connection, std::move(*response));
    return 1;
  } catch (const std::exception&) {
    return 1;
  }

  // What CivetWeb itself refuses, such as a malformed request, has our headers too.
  static int error(mg_connection* connection, int status, const char* message) try {
    HttpServer* server = server_of(connection);
    if (server == nullptr) return 1;
    // A target such as http://host/a:b, or one without a path, which CivetWeb takes for no URI.
    const mg_request_info* info = mg_get_request_info(connection);
    if (info != nullptr && info->num_headers > 0 && names_authority(*info)) {
      request(connection, server);
      return 0;
    }
    const std::string text = std::string(message) + "\n";
    server->answer(connection, status == 426 ? http::upgrade_required(text)
                                             : http::text_response(status, text));
    return 0;
  } catch (const std::exception&) {
    return 0;
  }

  static void close(const mg_connection* connection) {
    const mg_request_info* info = mg_get_request_info(connection);
    if (info == nullptr || WebSocketUpgrade::happened_to(connection)) return;
    // CivetWeb answers nothing to a target without a path of its own: * and http://host/path.
    auto* unanswered = const_cast<mg_connection*>(connection);
    if (mg_get_user_connection_data(connection) != &answered && !path_of(*info).empty()) {
      request(unanswered, server_of(connection));
      if (WebSocketUpgrade::happened_to(connection)) return;
    }
    accept::AcceptRegistry::instance().forget(peer_of(*info));
  }

  static int log(const mg_connection* connection, const char* message) {
    HttpServer* server = server_of(connection);
    if (server != nullptr) server->note(message);
    return 1;
  }
};

void HttpServer::Stop::operator()(mg_context* context) const {
  mg_server_port port{};
  mg_get_server_ports(context, 1, &port);
  // CivetWeb would sleep for up to two seconds before it looks.
  accept::AcceptRegistry::instance().wake(port.port);
  mg_stop(context);
  accept::AcceptRegistry::instance().close_gate(port.port);
}

HttpServer::HttpServer(HttpServerSettings settings, HttpHandler handler,
                       WebSocketUpgrade* websocket_upgrade, http::HttpCounters& counters)
    : settings_(std::move(settings)),
      handler_(std::move(handler)),
      websocket_upgrade_(websocket_upgrade),
      counters_(counters) {
  const std::string listening = settings_.address + ":" + std::to_string(settings_.port);
  const std::string timeout = std::to_string(limits::request_timeout.count());
  const std::string threads = std::to_string(settings_.threads);
  // Without document_root it serves no files, with decode_url "no" paths come as they were sent.
  const char* options[] = {
      "listening_ports",
      listening.c_str(),
      "num_threads",
      threads.c_str(),
      "listen_backlog",
      "4096",
      "tcp_nodelay",
      "1",
      "request_timeout_ms",
      timeout.c_str(),
      "enable_keep_alive",
      "no",
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
    throw std::runtime_error(why_not_started());
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

std::optional<http::Response> HttpServer::upgrade(mg_connection* connection) {
  if (websocket_upgrade_ == nullptr)
    return http::text_response(404, "There are no WebSockets here.\n");
  return websocket_upgrade_->upgrade(connection);
}

// A connection is for one request: CivetWeb would read the next one without the gate, and hold a
// thread while it waits for it.
void HttpServer::write(mg_connection* connection, http::Response response, bool with_body) {
  response.fields.emplace_back("Connection", "close");
  http::count_response(counters_, response.status);
  const std::string bytes = http::serialize(response, with_body, settings_.security_fields);
  mg_write(connection, bytes.data(), bytes.size());
}

void HttpServer::answer(mg_connection* connection, http::Response response) {
  mg_set_user_connection_data(connection, &answered);
  write(connection, std::move(response), true);
}

std::string HttpServer::why_not_started() {
  const std::lock_guard lock(mutex_);
  const std::string where = "port " + std::to_string(settings_.port) + " of " + settings_.address;
  if (first_complaint_.find("already in use") != std::string::npos) {
    return "Another program uses " + where + ". Choose another port with --port.";
  }
  return "Cannot listen on " + where + ": " + first_complaint_;
}

}  // namespace parley::serving

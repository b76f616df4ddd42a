// How the server answers HTTP requests. Files come only from memory, so there is no document root
// to escape from.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "parley/http/bundle.h"
#include "parley/http/http_message.h"
#include "parley/http/login_route.h"

namespace parley::http {

/// Pages that are generated for each request, by path. Called by many threads at the same time.
using MadePages = std::unordered_map<std::string, std::function<Response()>>;

/// Answers requests below /v1/. Called by many threads at the same time.
using RestHandler = std::function<Response(const Request&)>;

/// Called by many threads at the same time.
class Routes {
 public:
  explicit Routes(Bundle bundle, base::LoginHandler login = {}, OriginPolicy origins = {},
                  MadePages made_pages = {}, base::Logger& logger = base::Logger::silent(),
                  RestHandler rest = {})
      : bundle_(std::move(bundle)),
        login_(std::move(login), origins, logger),
        origins_(std::move(origins)),
        made_pages_(std::move(made_pages)),
        rest_(std::move(rest)) {}

  /// True if the body of the request has to be read.
  [[nodiscard]] static bool takes_body(const Request& request);
  [[nodiscard]] Response handle(const Request& request) const;

 private:
  [[nodiscard]] Response origin(const Request& request) const;
  [[nodiscard]] Response room(const Request& request, std::string_view segment) const;
  /// 404: to a browser the page for people, to all others `text`.
  [[nodiscard]] Response nothing_there(const Request& request, std::string text) const;
  /// A page of the bundle; if the bundle is empty, instructions for building it.
  [[nodiscard]] Response page(const Request& request, std::string_view path) const;

  Bundle bundle_;
  LoginRoute login_;
  OriginPolicy origins_;
  MadePages made_pages_;
  RestHandler rest_;
};

}  // namespace parley::http

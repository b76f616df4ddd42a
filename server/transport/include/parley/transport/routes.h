// What the server answers to an HTTP request. Files come out of memory only: there is no document
// root to climb out of.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "parley/transport/bundle.h"
#include "parley/transport/http_message.h"
#include "parley/transport/login_route.h"

namespace parley::transport {

/// Pages that are made anew for each request, by their paths. Called by many threads at a time.
using MadePages = std::unordered_map<std::string, std::function<Response()>>;

/// Called by many threads at a time.
class Routes {
 public:
  explicit Routes(Bundle bundle, LoginHandler login = {}, OriginPolicy origins = {},
                  MadePages made_pages = {}, hub::Logger& logger = hub::Logger::silent())
      : bundle_(std::move(bundle)),
        login_(std::move(login), origins, logger),
        origins_(std::move(origins)),
        made_pages_(std::move(made_pages)) {}

  /// True where the body of the request is to be read.
  [[nodiscard]] static bool takes_body(const Request& request);
  [[nodiscard]] Response handle(const Request& request) const;

 private:
  [[nodiscard]] Response origin(const Request& request) const;
  [[nodiscard]] Response room(const Request& request, std::string_view segment) const;
  /// A page of the bundle, or how to build it where the bundle is empty.
  [[nodiscard]] Response page(const Request& request, std::string_view path) const;

  Bundle bundle_;
  LoginRoute login_;
  OriginPolicy origins_;
  MadePages made_pages_;
};

}  // namespace parley::transport

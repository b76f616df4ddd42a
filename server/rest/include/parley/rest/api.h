// The REST API at /v1: rooms, participants and published tracks as the vendor's video service has
// them, so that what is written for that service can use this server. docs/rest.md says what is
// there.
#pragma once

#include <cstddef>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "parley/http/http_message.h"
#include "parley/http/origin.h"
#include "parley/hub/command.h"
#include "parley/limits/failure_throttle.h"
#include "parley/protocol/limits.h"
#include "parley/rest/directory.h"

namespace parley::rest {

struct ApiSettings {
  std::string account_sid;
  /// Whether a request with that Authorization may do everything.
  std::function<bool(std::string_view authorization)> knows;
  /// Why no callback may go to that URL, as a sentence; nothing if it may.
  std::function<std::optional<std::string>(const std::string& url)> why_not_called;
  http::OriginPolicy origins;
  bool has_turn = false;  ///< what rooms answer as `enable_turn`
  std::size_t participants_per_room = protocol::limits::participants_per_room;
  std::size_t room_name_bytes = protocol::limits::room_name_bytes;
};

/// Many threads may use it at the same time.
class Api {
 public:
  /// `directory` must outlive this.
  Api(Directory& directory, ApiSettings settings)
      : directory_(directory), settings_(std::move(settings)) {}

  /// Answers a request for a path below /v1/.
  [[nodiscard]] http::Response handle(const http::Request& request, const hub::Commander& commander,
                                      const hub::RoomFinder& finder);

 private:
  /// An answer to one who may not have one; nothing if it may.
  [[nodiscard]] std::optional<http::Response> refusal(const http::Request& request);

  Directory& directory_;
  const ApiSettings settings_;
  limits::FailureThrottle throttle_;
  std::mutex attempts_mutex_;
};

}  // namespace parley::rest

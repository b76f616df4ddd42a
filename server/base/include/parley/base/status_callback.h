#pragma once

#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace parley::base {

/// A request to the operator's own programs that tells of something in a room.
struct StatusCallback {
  std::string room_sid;  ///< those of one room go out in their order
  std::string url;
  bool is_get = false;  ///< the fields are the URL's query instead of a form
  std::vector<std::pair<std::string, std::string>> fields = {};
};

/// Takes one, without waiting. Called by many threads at the same time.
using CallbackSink = std::function<void(StatusCallback callback)>;

}  // namespace parley::base

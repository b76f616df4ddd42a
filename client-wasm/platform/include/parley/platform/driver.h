// Runs a core::Room in the browser: passes events in, and carries out the actions that follow.
#pragma once

#include <emscripten/val.h>

#include <optional>
#include <string>

#include "parley/core/event_log.h"
#include "parley/core/room.h"

namespace parley::platform {

/// `host` is the browser (host.js), `observer` the application; client.d.ts has both interfaces.
/// Neither may throw into here: a JavaScript exception would skip C++ destructors.
class Driver {
 public:
  Driver(emscripten::val host, emscripten::val observer);

  /// Passes the event to the room and carries out all actions that follow. If an action calls this
  /// again by reporting at once, the outer call carries out what follows, so that actions keep
  /// their order.
  void handle(const core::Event& event);

  /// What has happened so far, without addresses and names (core::EventLog).
  [[nodiscard]] std::string event_log() const { return log_.text(); }

 private:
  void update_deadline();

  emscripten::val host_;
  emscripten::val observer_;
  core::Room room_;
  core::EventLog log_;
  std::optional<core::Time> deadline_;
  bool performing_ = false;
};

}  // namespace parley::platform

// Runs a core::Room against the browser: events in, the actions that follow carried out.
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

  /// Hands the event to the room and carries out all that follows. Called again from within, by an
  /// action that reports at once, it leaves what follows to the call that is under way, so that
  /// actions keep their order.
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

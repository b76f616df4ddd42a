// Watches the ICE of one connection, and says when it needs help and what kind.
//
//     new ──checks begin──▶ checking ──▶ connected ◀──▶ disconnected ──▶ failed
//      │ 3 s                   │ 8 s                        │ 2 s / 3.5 s    │ at once
//      ▼                       ▼                            ▼                ▼
//   replace                 restart ─────────── 8 s ───▶ replace
//
// "new" is not restarted, because Chromium does not leave that state by a restart.
#pragma once

#include <cstdint>
#include <optional>

#include "parley/core/event.h"
#include "parley/core/time.h"

namespace parley::core {

class IceWatch {
 public:
  enum class Remedy : std::uint8_t { None, Restart, Replace };

  explicit IceWatch(bool polite) : polite_(polite) {}

  /// Both descriptions are in force, or will be at that time, so checks have to begin.
  void descriptions_settled(Time when);
  void state_changed(IceState state, Time now);
  /// The network has changed: packets on the old one are not worth waiting for.
  void network_changed(Time now);

  [[nodiscard]] std::optional<Time> deadline() const { return deadline_; }
  /// What has to be done now. The watch asks for each step once, and then waits for its effect.
  Remedy due(Time now);

  [[nodiscard]] IceState state() const { return state_; }

 private:
  bool polite_;
  IceState state_ = IceState::New;
  bool restarted_ = false;  // since it was last connected
  std::optional<Time> deadline_;
};

}  // namespace parley::core

// ICE candidates of the peer, held until the description they belong to is in force.
#pragma once

#include <deque>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "parley/core/action.h"

namespace parley::core {

/// Candidates overtake their descriptions, and those of an earlier ICE generation arrive late.
/// Browsers differ in what they do then (Chromium takes a stale one silently, Firefox rejects it),
/// so each is matched by its username fragment (RFC 8839 section 5.4) before the browser sees it.
class CandidateQueue {
 public:
  explicit CandidateQueue(ConnectionHandle connection) : connection_(connection) {}

  /// A candidate has arrived: it goes to the browser now, or waits for its description.
  void receive(const protocol::Candidate& candidate, ActionQueue& actions);

  /// A remote description is being applied: whatever arrives now would reach the browser after it,
  /// and may belong to the one before.
  void description_pending() { ufrags_.clear(); }

  /// This remote description has been applied: those that belong to it go to the browser.
  void description_applied(std::string_view sdp, ActionQueue& actions);

  /// Those that wait, taken out.
  [[nodiscard]] std::deque<protocol::Candidate> take() { return std::exchange(waiting_, {}); }

  /// Candidates that wait.
  [[nodiscard]] std::size_t size() const { return waiting_.size(); }

 private:
  [[nodiscard]] bool belongs(const protocol::Candidate& candidate) const;

  ConnectionHandle connection_;
  std::vector<std::string> ufrags_;
  std::deque<protocol::Candidate> waiting_;
};

}  // namespace parley::core

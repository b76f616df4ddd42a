// Holds the peer's ICE candidates until the description that they belong to is in force.
#pragma once

#include <deque>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "parley/core/action.h"

namespace parley::core {

/// Candidates overtake their descriptions, and those of an earlier ICE generation arrive late.
/// Browsers react differently (Chromium silently accepts a stale one, Firefox rejects it), so each
/// is matched by its username fragment (RFC 8839 section 5.4) before the browser sees it.
class CandidateQueue {
 public:
  explicit CandidateQueue(ConnectionHandle connection) : connection_(connection) {}

  /// A candidate has arrived: passes it to the browser, or holds it until its description comes.
  void receive(const protocol::Candidate& candidate, ActionQueue& actions);

  /// A remote description is being applied. Candidates that arrive now would reach the browser
  /// after it, and may belong to the previous one.
  void description_pending() { ufrags_.clear(); }

  /// This remote description has been applied: passes the candidates that belong to it to the
  /// browser.
  void description_applied(std::string_view sdp, ActionQueue& actions);

  /// Removes and returns the waiting candidates.
  [[nodiscard]] std::deque<protocol::Candidate> take() { return std::exchange(waiting_, {}); }

  /// How many candidates are waiting.
  [[nodiscard]] std::size_t size() const { return waiting_.size(); }

 private:
  [[nodiscard]] bool belongs(const protocol::Candidate& candidate) const;

  ConnectionHandle connection_;
  std::vector<std::string> ufrags_;
  std::deque<protocol::Candidate> waiting_;
};

}  // namespace parley::core

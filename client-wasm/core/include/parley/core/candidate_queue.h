// ICE candidates of the peer, held until the description they belong to is in force.
#pragma once

#include <deque>
#include <string>
#include <string_view>
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

  /// This remote description has been applied: those that belong to it go to the browser.
  void description_applied(std::string_view sdp, ActionQueue& actions);

  /// Candidates that wait.
  [[nodiscard]] std::size_t size() const { return waiting_.size(); }

 private:
  [[nodiscard]] bool belongs(const protocol::Candidate& candidate) const;

  ConnectionHandle connection_;
  std::vector<std::string> ufrags_;
  std::deque<protocol::Candidate> waiting_;
};

}  // namespace parley::core

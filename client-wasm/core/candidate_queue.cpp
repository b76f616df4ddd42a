#include "parley/core/candidate_queue.h"

#include <algorithm>
#include <utility>

#include "parley/core/limits.h"
#include "parley/core/sdp.h"

namespace parley::core {

bool CandidateQueue::belongs(const protocol::Candidate& candidate) const {
  if (ufrags_.empty()) return false;
  // Without a fragment (an older browser, some guests) it can only be for what is in force.
  if (!candidate.username_fragment) return true;
  return std::find(ufrags_.begin(), ufrags_.end(), *candidate.username_fragment) != ufrags_.end();
}

void CandidateQueue::receive(const protocol::Candidate& candidate, ActionQueue& actions) {
  if (belongs(candidate)) {
    actions.push(action::AddIceCandidate{connection_, candidate});
    return;
  }
  if (waiting_.size() == limits::queued_candidates) waiting_.pop_front();
  waiting_.push_back(candidate);
}

void CandidateQueue::description_applied(std::string_view sdp, ActionQueue& actions) {
  ufrags_ = sdp::ice_ufrags(sdp);
  std::deque<protocol::Candidate> held = std::exchange(waiting_, {});
  for (const protocol::Candidate& candidate : held) receive(candidate, actions);
}

}  // namespace parley::core

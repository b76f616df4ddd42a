#include "meeting_watch.h"

#include <algorithm>
#include <charconv>

namespace parley::simulation {
namespace {

// The sixth field; 0 where the claim is of no meeting.
std::int64_t beginning_of_meeting(std::string_view claim) {
  for (int field = 0; field < 5; ++field) {
    const std::size_t end = claim.find('!');
    if (end == std::string_view::npos) return 0;
    claim.remove_prefix(end + 1);
  }
  std::int64_t beginning = 0;
  std::from_chars(claim.data(), claim.data() + claim.size(), beginning);
  return beginning;
}

}  // namespace

void MeetingWatch::welcomed(std::string_view claim) {
  latest_ = std::max(latest_, beginning_of_meeting(claim));
}

std::string MeetingWatch::restored(std::string_view claim) const {
  const std::int64_t beginning = beginning_of_meeting(claim);
  if (beginning == 0 || beginning >= latest_) return {};
  return "takes one back who was in an earlier meeting than those who are there";
}

}  // namespace parley::simulation

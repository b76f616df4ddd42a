#include "meeting_watch.h"

#include <algorithm>
#include <charconv>

namespace parley::simulation {
namespace {

std::string_view field_of(std::string_view text, int index) {
  for (int field = 0; field < index; ++field) {
    const std::size_t end = text.find('!');
    if (end == std::string_view::npos) return {};
    text.remove_prefix(end + 1);
  }
  return text.substr(0, text.find('!'));
}

// 0 where the claim is of no meeting.
std::int64_t beginning_of_meeting(std::string_view claim) {
  const std::string_view field = field_of(claim, 5);
  std::int64_t beginning = 0;
  std::from_chars(field.data(), field.data() + field.size(), beginning);
  return beginning;
}

}  // namespace

void MeetingWatch::welcomed(std::string_view claim) {
  latest_ = std::max(latest_, beginning_of_meeting(claim));
}

bool MeetingWatch::belongs(std::string_view keep, std::string_view claim,
                           std::string_view in_force) {
  const std::string_view meeting = field_of(keep, 6);
  return meeting == field_of(claim, 4) || meeting == field_of(in_force, 6);
}

bool MeetingWatch::is_of_none(std::string_view claim) {
  return !claim.empty() && beginning_of_meeting(claim) == 0;
}

bool MeetingWatch::may_be_lost(std::string_view claim, std::string_view now) {
  return is_of_none(claim) && field_of(claim, 4) != field_of(now, 4);
}

std::string MeetingWatch::restored(std::string_view claim, const std::string& participant,
                                   const std::vector<protocol::Participant>& others) {
  const std::int64_t beginning = beginning_of_meeting(claim);
  if (beginning == 0) return {};
  if (beginning < latest_) {
    return "takes one back who was in an earlier meeting than those who are there";
  }
  restored_[participant] = beginning;
  for (const auto& other : others) {
    const auto found = restored_.find(other.id);
    if (found != restored_.end() && found->second < beginning) {
      return "keeps " + other.id + ", who came back to an earlier meeting than " + participant;
    }
  }
  return {};
}

}  // namespace parley::simulation

#include "media_room.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "parley/sfu/limits.h"

namespace parley::sfu {

using protocol::TrackKind;

MediaRoom::MediaRoom(JanusClient& client, std::uint32_t& receiver_epochs, std::string name,
                     JanusRoom janus_room, std::size_t participants)
    : JanusHandle(client, name),
      receiver_epochs_(receiver_epochs),
      name_(std::move(name)),
      janus_room_(std::move(janus_room)),
      participants_(participants) {}

MediaRoom::~MediaRoom() = default;

void MediaRoom::attached() {
  state_ = State::Creating;
  ask(CreateRoom{janus_room_, participants_, client().admin_key()});
}

void MediaRoom::answered(const JanusMessage& message) {
  if (state_ == State::Destroying) {
    destroyed_ = true;
    has_ended_ = true;
  } else if (unwanted_) {
    ask_to_destroy();
  } else if (state_ == State::Creating) {
    state_ = State::Listing;
    ask(ListParticipants{janus_room_});
  } else if (state_ == State::Listing) {
    const auto dummy = std::find_if(message.feeds.begin(), message.feeds.end(),
                                    [](const JanusFeed& feed) { return feed.dummy; });
    if (dummy == message.feeds.end()) return failed("the room has no dummy publisher");
    free_feed_ = dummy->id;
    state_ = State::Ready;
    open_receivers();
    for (const auto& member : members_) {
      if (member->publisher) member->publisher->room_ready();
    }
  }
}

void MediaRoom::notified(const JanusMessage& message) {
  if (message.type == JanusMessage::Type::Detached) failed("Janus has let the room go");
}

void MediaRoom::failed(const std::string& reason) {
  if (std::exchange(has_ended_, true) || unwanted_) return;
  actions().push(RoomLost{name_, reason});
}

void MediaRoom::destroy() {
  unwanted_ = true;
  if (may_ask()) ask_to_destroy();
}

void MediaRoom::ask_to_destroy() {
  state_ = State::Destroying;
  ask(DestroyRoom{janus_room_});
}

void MediaRoom::join(const std::string& participant_id) {
  if (find(participant_id) != nullptr) return;
  // It may publish under the same names again.
  std::erase_if(departed_, [&participant_id](const Departed& departed) {
    return departed.participant_id == participant_id;
  });
  members_.push_back(std::make_unique<Member>(Member{participant_id}));
  if (state_ == State::Ready) open_receivers();
}

void MediaRoom::open_receivers() {
  for (const auto& member : members_) {
    if (!member->receiver) open_receiver(*member);
  }
}

std::optional<Instant> MediaRoom::deadline() const {
  std::optional<Instant> earliest;
  if (!departed_.empty()) earliest = departed_.front().until;
  for (const auto& member : members_) {
    const auto due = member->receiver ? member->receiver->deadline() : std::nullopt;
    if (due) earliest = std::min(earliest.value_or(*due), *due);
  }
  return earliest;
}

void MediaRoom::expire() {
  std::erase_if(departed_,
                [now = client().now()](const Departed& departed) { return departed.until <= now; });
  for (const auto& member : members_) {
    if (member->receiver) member->receiver->expire();
  }
}

void MediaRoom::replace_failed() {
  for (const auto& member : members_) {
    if (member->receiver && member->receiver->has_failed()) open_receiver(*member);
  }
}

void MediaRoom::open_receiver(Member& member) {
  member.receiver = std::make_unique<Receiver>(client(), *this, member.id, ++receiver_epochs_);
}

void MediaRoom::wish(std::string_view participant_id, std::vector<Wish> wishes) {
  Member* member = find(participant_id);
  if (member == nullptr) return;
  member->wishes = std::move(wishes);
  if (member->receiver) member->receiver->room_changed();
}

void MediaRoom::leave(std::string_view participant_id) {
  Member* member = find(participant_id);
  if (member == nullptr) return;
  part_with(member->id, std::move(member->publisher));
  std::erase_if(members_, [member](const auto& one) { return one.get() == member; });
  tracks_changed();
}

// An m-line that still carries a publisher's track when the publisher goes carries nothing any more,
// whatever it is switched to (Janus 1.1.2). So they are switched before.
void MediaRoom::part_with(const std::string& participant_id, std::unique_ptr<Publisher> publisher) {
  if (!publisher || publisher->tracks().empty()) return;
  publisher->depart();
  departed_.push_back({participant_id, std::move(publisher), client().now() + departed_publisher});
}

Publisher* MediaRoom::open_publisher(std::string_view participant_id, std::uint32_t epoch) {
  Member* member = find(participant_id);
  if (member == nullptr) return nullptr;
  auto& publisher = member->publisher;
  if (publisher && epoch < publisher->epoch()) return nullptr;
  if (!publisher || epoch > publisher->epoch()) {
    part_with(member->id, std::move(publisher));
    publisher = std::make_unique<Publisher>(client(), *this, member->id, epoch);
    tracks_changed();
  }
  return publisher.get();
}

Receiver* MediaRoom::receiver(std::string_view participant_id) const {
  const Member* member = find(participant_id);
  return member == nullptr ? nullptr : member->receiver.get();
}

std::vector<std::string> MediaRoom::participant_ids() const {
  std::vector<std::string> ids;
  for (const auto& member : members_) ids.push_back(member->id);
  return ids;
}

std::vector<Source> MediaRoom::sources_for(std::string_view participant_id, TrackKind kind) const {
  struct Candidate {
    Source source;
    std::uint64_t last_spoke;
    std::size_t rank;
  };
  const Member* receiver = find(participant_id);
  if (receiver == nullptr) return {};
  std::vector<Candidate> candidates;
  for (const auto& member : members_) {
    if (member.get() == receiver || !member->publisher) continue;
    for (const PublishedTrack& track : member->publisher->tracks()) {
      if (track.kind != kind) continue;
      const auto wish = wish_of(*receiver, track);
      if (!wish) continue;
      candidates.push_back(
          {{member->id, track.sid, {member->publisher->feed(), track.mid}, wish->layer},
           member->last_spoke,
           wish->rank});
    }
  }
  std::stable_sort(candidates.begin(), candidates.end(),
                   [kind](const auto& one, const auto& other) {
                     if (kind == TrackKind::Audio) return one.last_spoke > other.last_spoke;
                     return one.rank < other.rank;
                   });
  std::vector<Source> sources;
  std::transform(candidates.begin(), candidates.end(), std::back_inserter(sources),
                 [](Candidate& candidate) { return std::move(candidate.source); });
  return sources;
}

// Nothing if the track is not to be received. Sound that no wish mentions is heard; pictures that
// nobody shows are not sent.
std::optional<MediaRoom::RankedWish> MediaRoom::wish_of(const Member& receiver,
                                                        const PublishedTrack& track) {
  if (!receiver.wishes) return RankedWish{0, 0};
  const auto& wishes = *receiver.wishes;
  const auto wish = std::find_if(wishes.begin(), wishes.end(),
                                 [&track](const Wish& each) { return each.sid == track.sid; });
  const auto rank = static_cast<std::size_t>(wish - wishes.begin());
  if (wish != wishes.end()) {
    return wish->on ? std::optional(RankedWish{rank, wish->layer}) : std::nullopt;
  }
  return track.kind == TrackKind::Audio ? std::optional(RankedWish{rank, 0}) : std::nullopt;
}

bool MediaRoom::sends(const FeedStream& stream) const {
  return std::any_of(members_.begin(), members_.end(), [&stream](const auto& member) {
    const Publisher* publisher = member->publisher.get();
    if (publisher == nullptr || publisher->feed() != stream.feed) return false;
    const auto& tracks = publisher->tracks();
    return std::any_of(tracks.begin(), tracks.end(),
                       [&stream](const PublishedTrack& track) { return track.mid == stream.mid; });
  });
}

void MediaRoom::tracks_changed() {
  for (const auto& member : members_) {
    if (member->receiver) member->receiver->room_changed();
  }
}

void MediaRoom::speaking(const std::string& participant_id, bool on) {
  Member* member = find(participant_id);
  if (member == nullptr) return;
  actions().push(SpeakingIn{name_, participant_id, on});
  if (!on) return;
  member->last_spoke = ++last_speech_;
  tracks_changed();
}

const MediaRoom::Member* MediaRoom::find(std::string_view participant_id) const {
  const auto found = std::find_if(members_.begin(), members_.end(),
                                  [&](const auto& member) { return member->id == participant_id; });
  return found == members_.end() ? nullptr : found->get();
}

MediaRoom::Member* MediaRoom::find(std::string_view participant_id) {
  return const_cast<Member*>(std::as_const(*this).find(participant_id));
}

}  // namespace parley::sfu

#include "parley/hub/hub.h"

#include <algorithm>
#include <utility>

#include "join_request.h"
#include "parley/protocol/codec.h"
#include "parley/protocol/relay_only.h"
#include "room.h"

namespace parley::hub {

using protocol::Error;
using protocol::ErrorId;
using protocol::Participant;

namespace {

// Enough of a client's text to recognise it by in an error.
constexpr std::size_t excerpt_bytes = 64;

std::string excerpt(std::string_view text) {
  return "\"" + std::string(text.substr(0, excerpt_bytes)) + "\"";
}

}  // namespace

Hub::Hub(IdSource& ids, const Signer& signer, HubOptions options)
    : ids_(ids),
      signer_(signer),
      options_(std::move(options)),
      counters_(options_.counters == nullptr ? own_counters_ : *options_.counters),
      logger_(options_.logger == nullptr ? Logger::silent() : *options_.logger),
      run_(ids.make("")) {}

Hub::~Hub() = default;

const Deliveries& Hub::connect(ConnectionId id, std::string_view room_name, Mode mode,
                               Instant now) {
  deliveries_.clear();
  connections_[id] = {mode, std::string(room_name), nullptr, now};
  if (mode == Mode::Parley1) {
    awaiting_hello_.push_back({id, now + hello_timeout});
    return deliveries_;
  }
  if (options_.require_token) {
    refuse(id, protocol::vendor_error(ErrorId::TokenRequired));
    return deliveries_;
  }
  Room* room = room_with_place(id, std::string(room_name));
  if (room == nullptr) return deliveries_;
  if (const auto error = why_no_guest(*room)) {
    refuse(id, *error);
    return deliveries_;
  }
  Member& guest =
      room->add(id, Participant{ids_.make("PA"), "Guest", true, false, {}}, join_stamp(now));
  connections_[id].member = &guest;
  note_join(guest, "guest", now);
  announce(guest);
  finish_call(now);
  return deliveries_;
}

const Deliveries& Hub::receive(ConnectionId id, std::string_view text, Instant now) {
  deliveries_.clear();
  const auto found = connections_.find(id);
  if (found == connections_.end()) return deliveries_;
  Member* member = found->second.member;

  const auto envelope = protocol::read_envelope(text, options_.limits.json_depth);
  const bool counted = !envelope || envelope.value().type != "PING";
  if (member != nullptr && counted) member->ledger.note_received();
  if (!envelope) {
    refuse(id, envelope.error());
  } else if (found->second.previewed != nullptr) {
    got_message_of_previewer(id, text, envelope.value(), now);
  } else if (found->second.join_request != nullptr) {
    got_message_of_waiting(id, text, envelope.value(), now);
  } else if (member == nullptr) {
    got_first_message(id, text, envelope.value(), now);
  } else {
    member->heard();
    if (!member->participant.guest) member->room.note_heard(now);
    got_message(*member, text, envelope.value(), now);
  }
  finish_call(now);
  return deliveries_;
}

const Deliveries& Hub::disconnect(ConnectionId id, Instant now) {
  deliveries_.clear();
  if (Member* member = forget(id)) {
    if (member->participant.guest) {
      leave(*member);
    } else {
      lose_connection(*member, now);
    }
  }
  finish_call(now);
  return deliveries_;
}

const Deliveries& Hub::leave(ConnectionId id, Instant now) {
  deliveries_.clear();
  if (Member* member = forget(id)) {
    member->room.note_heard(now);
    leave(*member);
  }
  finish_call(now);
  return deliveries_;
}

const Deliveries& Hub::expire(Instant now) {
  deliveries_.clear();
  renew_ice_servers(now);
  if (restoring_ && now >= restore_window) end_restoring(now);
  for (auto next = deadline(); next && *next <= now; next = deadline()) {
    if (!awaiting_hello_.empty() && awaiting_hello_.front().until <= now) {
      const ConnectionId id = awaiting_hello_.front().id;
      awaiting_hello_.pop_front();
      refuse(id,
             {ErrorId::HelloTimeout, "The first message, HELLO, did not come within 2 seconds."});
    } else if (!previewing_.empty() && previewing_.begin()->first <= now) {
      refuse(previewing_.begin()->second,
             {ErrorId::PreviewTimeout, "A room can be looked at for 10 minutes."});
    } else if (!in_waiting_room_.empty() && in_waiting_room_.begin()->first <= now) {
      refuse(in_waiting_room_.begin()->second,
             {ErrorId::WaitingTimeout, "Nobody has let you in for 30 minutes."});
    } else {
      expire_vacant(now);
      drop_overdue(now);
    }
  }
  finish_call(now);
  return deliveries_;
}

std::optional<Instant> Hub::deadline() {
  std::optional<Instant> next;
  while (!awaiting_hello_.empty()) {
    const auto found = connections_.find(awaiting_hello_.front().id);
    const bool waits = found != connections_.end() && found->second.member == nullptr &&
                       found->second.previewed == nullptr && found->second.join_request == nullptr;
    if (waits) {
      next = awaiting_hello_.front().until;
      break;
    }
    awaiting_hello_.pop_front();
  }
  const auto consider = [&next](Instant due) { next = std::min(next.value_or(due), due); };
  while (!away_.empty() && find_away(away_.front()) == nullptr) away_.pop_front();
  if (!away_.empty()) consider(away_.front().since + resume_window);
  while (!vacant_.empty() && find_vacant(vacant_.front()) == nullptr) vacant_.pop_front();
  if (!vacant_.empty()) consider(vacant_.front().since + resume_window);
  if (!previewing_.empty()) consider(previewing_.begin()->first);
  if (!in_waiting_room_.empty()) consider(in_waiting_room_.begin()->first);
  if (!renewals_.empty()) consider(renewals_.begin()->first);
  if (restoring_) consider(restore_window);
  return next;
}

void Hub::got_first_message(ConnectionId id, std::string_view text,
                            const protocol::Envelope& envelope, Instant now) {
  if (envelope.type == "HELLO") {
    got_hello(id, text, now);
    return;
  }
  if (envelope.type == "PREVIEW") {
    got_preview(id, text, now);
    return;
  }
  refuse(id, {ErrorId::HelloRequired,
              "The first message is HELLO or PREVIEW, not " + excerpt(envelope.type) + "."});
}

void Hub::got_message(Member& member, std::string_view text, const protocol::Envelope& envelope,
                      Instant now) {
  const std::string& type = envelope.type;
  const bool may_speak_parley = !member.participant.guest;
  if (protocol::is_relayed(type)) {
    relay(member, text, envelope);
  } else if (may_speak_parley && type == "PING") {
    got_ping(member, text);
  } else if (may_speak_parley && type == "REPORT") {
    got_report(member, text);
  } else if (may_speak_parley && type == "PUBLICATIONS") {
    got_publications(member, text);
  } else if (may_speak_parley && type == "BYE") {
    const ConnectionId id = member.connection;
    forget(id);
    leave(member);
    close(id, normal_closure, "");
  } else if (may_speak_parley && protocol::is_for_hosts(type)) {
    got_host_message(member, text, now);
  } else {
    refuse(member.connection, {ErrorId::UnknownType, "No message of the type " + excerpt(type) +
                                                         " can be sent at this moment."});
  }
}

void Hub::got_ping(Member& member, std::string_view text) {
  const auto decoded = protocol::decode_client_message(text);
  if (!decoded) {
    refuse(member.connection, decoded.error());
    return;
  }
  // A client asks in the room only once it has had its WELCOME.
  member.may_lack_welcome = false;
  member.ledger.confirm(std::get<protocol::Ping>(decoded.value()).received);
  send(member.connection, encode(protocol::Pong{member.ledger.received()}));
}

void Hub::got_publications(Member& member, std::string_view text) {
  auto decoded = protocol::decode_client_message(text);
  if (!decoded) {
    refuse(member.connection, decoded.error());
    return;
  }
  publish(member, std::move(std::get<protocol::Publications>(decoded.value()).tracks));
}

void Hub::publish(Member& member, std::vector<protocol::TrackPublication> tracks) {
  // A list that was under way when a host muted it does not undo that.
  std::erase_if(member.muted, [&tracks](protocol::TrackKind kind) {
    return std::none_of(tracks.begin(), tracks.end(),
                        [kind](const auto& track) { return track.kind == kind && track.enabled; });
  });
  for (auto& track : tracks) {
    if (member.muted.contains(track.kind)) track.enabled = false;
  }
  member.participant.tracks = std::move(tracks);
  send_to_others(member, Audience::Parley1Only,
                 encode(protocol::Publications{member.participant.id, member.participant.tracks}));
}

void Hub::relay(Member& member, std::string_view text, const protocol::Envelope& envelope) {
  const std::string& from = member.participant.id;
  std::string kept;
  if (options_.relay_only) {
    auto relays = protocol::keep_relays_only(text, envelope.type);
    if (!relays) {
      refuse(member.connection, relays.error());
      return;
    }
    if (!relays.value()) return;
    kept = *std::move(relays.value());
    text = kept;
  }
  counters_.relayed.add();
  if (!envelope.to) {
    const auto stamped =
        std::make_shared<const std::string>(protocol::stamp_from(text, envelope, from));
    for (const auto& other : member.room.members()) {
      if (other.get() != &member) hand_on(*other, stamped, envelope.type);
    }
  } else if (Member* recipient = member.room.find(*envelope.to)) {
    hand_on(*recipient,
            std::make_shared<const std::string>(protocol::stamp_from(text, envelope, from)),
            envelope.type);
  } else {
    refuse(member.connection, {ErrorId::UnknownRecipient,
                               "Nobody in this room has the id " + excerpt(*envelope.to) + "."});
    return;
  }
  // The guest has applied an offer, or it would have no answer.
  if (member.participant.guest && envelope.type == "ANSWER") release_candidates(member);
}

// The first seed's page drops a candidate that comes before it has applied a description. So its
// candidates are kept here until there is an answer, its own or one for it.
void Hub::hand_on(Member& recipient, const Text& text, std::string_view type) {
  const bool hold = recipient.participant.guest && !recipient.takes_candidates;
  if (hold && type == "candidate") {
    auto& held = recipient.held_candidates;
    if (held.size() == guest_candidates) held.erase(held.begin());
    held.push_back(text);
    return;
  }
  send(recipient, text);
  if (hold && type == "ANSWER") release_candidates(recipient);
}

void Hub::release_candidates(Member& guest) {
  guest.takes_candidates = true;
  for (const Text& text : std::exchange(guest.held_candidates, {})) send(guest, text);
}

void Hub::refuse(ConnectionId id, const Error& error) {
  note_error(error.id);
  send(id, encode(error));
  const std::uint16_t code = protocol::close_code(error.id);
  if (code == 0) return;
  // The member itself is the caller's to see to.
  const bool of_member = forget(id) != nullptr;
  close(id, code, protocol::to_string(error.id), of_member);
}

void Hub::send(ConnectionId id, std::string text) {
  deliveries_.push_back({id, std::make_shared<const std::string>(std::move(text)), 0, {}});
}

void Hub::send(Member& member, const Text& text) {
  if (!member.participant.guest) member.ledger.note_sent(text);
  if (member.away()) {
    kept_too_much_ = kept_too_much_ || !member.ledger.complete();
  } else {
    deliveries_.push_back({member.connection, text, 0, {}});
  }
}

void Hub::send_to_others(const Member& member, Audience audience, std::string text) {
  const auto shared = std::make_shared<const std::string>(std::move(text));
  for (const auto& other : member.room.members()) {
    if (other.get() == &member) continue;
    if (audience == Audience::Parley1Only && other->participant.guest) continue;
    send(*other, shared);
  }
  send_to_previewers(member.room, shared);
}

void Hub::close(ConnectionId id, std::uint16_t code, std::string_view reason, bool of_member) {
  deliveries_.push_back({id, nullptr, code, reason, of_member});
}

}  // namespace parley::hub

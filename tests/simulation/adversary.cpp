#include "adversary.h"

#include <iterator>
#include <utility>

#include "parley/protocol/codec.h"

namespace parley::simulation {

using protocol::DescriptionType;

namespace {

// It is to disturb the others, not to fill the room (50 places, kept for a while).
constexpr std::size_t most_at_once = 5;
constexpr std::size_t most_ever = 20;
// More than one participant may send to another, or to all, at once (hub/limits.h).
constexpr std::uint32_t flood_to_one = 600;
constexpr std::uint32_t most_offers_at_once = 40;

// The networks' models find a message's type by the last of the fields with that name.
constexpr const char* nonsense[] = {
    "",
    "{",
    "[]",
    "null",
    "\"OFFER\"",
    "{\"type\":7}",
    "{\"type\":\"\"}",
    "{\"type\":\"WELCOME\"}",
    "{\"hosts\":[],\"type\":\"ROOM\"}",
    "{\"to\":{},\"type\":\"OFFER\"}",
    "{\"from\":1,\"to\":\"\",\"type\":\"candidate\"}",
    "{\"tracks\":{},\"type\":\"PUBLICATIONS\"}",
    "{\"tracks\":[{\"kind\":\"smell\"}],\"type\":\"PUBLICATIONS\"}",
    "{\"received\":-1,\"type\":\"PING\"}",
    "{\"received\":4294967295,\"type\":\"PING\"}",
    "{\"a\":[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]],\"type\":\"END\"}",
    "{\"identity\":\"\",\"type\":\"HELLO\"}",
    "{\"locked\":\"yes\",\"type\":\"SET_ROOM\"}",
    "{\"type\":\"PREVIEW\"}",
};

std::string own_name(std::uint32_t number) {
  return Environment::adversary + std::to_string(number);
}

}  // namespace

void Adversary::act() {
  if (gone_) return;
  std::erase_if(identities_, [](const auto& one) { return !one->open; });
  // By value: what it does may add another.
  const std::shared_ptr<Identity> one = one_of(identities_);
  if (one == nullptr || random_.chance(20)) {
    enter();
  } else if (random_.chance(15)) {
    leave(*one);
  } else {
    speak(*one);
  }
}

void Adversary::go() {
  gone_ = true;
  for (const auto& one : identities_) close(*one);
}

// --- Coming and going ---

void Adversary::meet_alone() {
  open_socket(rooms_.front(), [this](const Identity& one) {
    send(one, protocol::Hello{own_name(0), {}});
  });
}

void Adversary::come_back_from_alone() {
  if (gone_) return;
  open_socket(rooms_.front(), [this](const Identity& one) {
    protocol::Hello hello{own_name(0), {}};
    hello.resume = claim_of_alone_;
    send(one, hello);
  });
}

void Adversary::enter() {
  if (identities_.size() >= most_at_once || entries_ == most_ever) return;
  ++entries_;
  const bool looks_first = random_.chance(40);
  open_socket(one_of(rooms_), [this, looks_first](const Identity& one) {
    if (looks_first) send(one, protocol::Preview{});
    // Others wait for the LOBBY.
    if (!looks_first || random_.chance(50)) say_hello(one);
  });
}

void Adversary::open_socket(const std::string& room, std::function<void(const Identity&)> opened) {
  const auto one = std::make_shared<Identity>();
  identities_.push_back(one);
  one->room = room;
  SocketEvents events;
  events.opened = [one, opened = std::move(opened)] { opened(*one); };
  events.message = [this, one](const std::shared_ptr<const std::string>& text) {
    if (one->open) hear(*one, *text);
  };
  events.closed = [one] { one->open = false; };
  one->socket = network_.open(number_, one->room, std::move(events));
}

void Adversary::say_hello(const Identity& one) {
  protocol::Hello hello;
  hello.identity = own_name(random_.below(3));
  hello.tracks = some_tracks();
  if (random_.chance(60)) hello.resume = some_claim();
  if (random_.chance(40)) hello.lobby = some_claim();
  if (random_.chance(60)) hello.keep = one_of(keeps_);
  if (random_.chance(20)) hello.password = "guess";
  hello.received = random_.chance(50) ? 0 : random_.below(1000);
  send(one, hello);
}

void Adversary::leave(Identity& one) {
  switch (random_.below(5)) {
    case 0:
      send(one, protocol::Bye{});
      break;
    case 1:
      network_.close(one.socket, true);
      one.open = false;
      break;
    case 2:
      network_.cut(one.socket);
      break;
    case 3:
      network_.silence(one.socket);
      one.open = false;
      break;
    default:
      close(one);
  }
}

void Adversary::close(Identity& one) {
  network_.close(one.socket, false);
  one.open = false;
}

// --- Speaking ---

void Adversary::speak(Identity& one) {
  using Deed = void (*)(Adversary&, Identity&);
  static constexpr Deed deeds[] = {
      [](Adversary& me, Identity& as) { me.replay(as); },
      [](Adversary& me, Identity& as) { me.replay(as); },
      [](Adversary& me, Identity& as) { me.negotiate_out_of_the_blue(as); },
      [](Adversary& me, Identity& as) { me.candidate_out_of_the_blue(as); },
      [](Adversary& me, Identity& as) { me.publish(as); },
      [](Adversary& me, Identity& as) { me.prefer(as); },
      [](Adversary& me, Identity& as) { me.give_order(as); },
      [](Adversary& me, Identity& as) { me.give_order(as); },
      [](Adversary& me, Identity& as) { me.talk_nonsense(as); },
      [](Adversary& me, Identity& as) { me.say_hello(as); },
      [](Adversary& me, Identity& as) { me.send(as, protocol::Ping{me.random_.below(1000)}); },
      [](Adversary& me, Identity& as) { me.send(as, protocol::Ping{}); },
      [](Adversary& me, Identity& as) { me.flood(as); },
  };
  deeds[random_.below(std::size(deeds))](*this, one);
}

// In another order than it has heard them.
void Adversary::replay(const Identity& one) {
  for (std::uint32_t count = 1 + random_.below(5); count > 0; --count) {
    if (random_.chance(60)) {
      send(one, some_description());
    } else {
      send(one, some_candidate());
    }
  }
}

void Adversary::negotiate_out_of_the_blue(const Identity& one) {
  protocol::Description description = some_description();
  description.type = random_.chance(70) ? DescriptionType::Offer : DescriptionType::Answer;
  if (description.sdp.empty() || random_.chance(30)) description.sdp = "v=0";
  description.epoch = some_epoch();
  description.offer_id = some_epoch();
  description.void_offer_id = random_.chance(30) ? some_epoch() : 0;
  send(one, description);
}

void Adversary::candidate_out_of_the_blue(const Identity& one) {
  protocol::Candidate candidate = some_candidate();
  candidate.epoch = some_epoch();
  if (random_.chance(50)) candidate.username_fragment.reset();
  send(one, candidate);
}

void Adversary::publish(const Identity& one) {
  send(one, protocol::Publications{some_participant(), some_tracks()});
}

void Adversary::prefer(const Identity& one) {
  protocol::Preferences preferences{some_participant(), some_participant(), {}};
  for (const auto& track : some_tracks()) {
    preferences.tracks.push_back({track.sid, random_.chance(50), random_.below(2000)});
  }
  send(one, preferences);
}

// A room that it closed with a password of its own, should it be host at that moment, nobody else
// could enter.
void Adversary::give_order(const Identity& one) {
  if (random_.chance(40)) {
    protocol::SetRoom wish;
    if (random_.chance(50)) wish.locked = random_.chance(50);
    if (random_.chance(50)) wish.waiting_room = random_.chance(50);
    if (random_.chance(50)) wish.password = "";
    send(one, wish);
    return;
  }
  protocol::HostOrder order;
  order.action = protocol::host_actions[random_.below(std::size(protocol::host_actions))];
  if (order.action == protocol::HostAction::End) {
    environment_.meeting_ended = true;
  } else {
    order.to = some_participant();
  }
  order.kind = random_.chance(50) ? protocol::TrackKind::Audio : protocol::TrackKind::Video;
  send(one, order);
}

void Adversary::talk_nonsense(const Identity& one) {
  network_.send(one.socket, nonsense[random_.below(std::size(nonsense))]);
}

void Adversary::flood(const Identity& one) {
  const std::string to = some_participant();
  switch (random_.below(3)) {
    case 0: {
      protocol::Candidate candidate = some_candidate();
      candidate.to = to;
      for (std::uint32_t i = 0; i < flood_to_one; ++i) send(one, candidate);
      break;
    }
    case 1:
      // Each would have the other replace its connection.
      for (std::uint32_t i = 0; i < most_offers_at_once; ++i) {
        protocol::Description description = some_description();
        description.type = DescriptionType::Offer;
        description.to = to;
        description.epoch = 2 + i;
        description.offer_id = 2 + i;
        send(one, description);
      }
      break;
    default:
      for (std::uint32_t i = 0; i < flood_to_one; ++i) {
        send(one, protocol::Publications{"", some_tracks()});
      }
  }
}

}  // namespace parley::simulation

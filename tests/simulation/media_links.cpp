#include "media_links.h"

#include <algorithm>
#include <iostream>
#include <utility>
#include <variant>

namespace parley::simulation {
namespace {

// As server/sfu_link has it (sfu_link/limits.h).
constexpr Time handshake_timeout{5000};
constexpr Time first_reconnect_delay{100};
constexpr Time last_reconnect_delay{10'000};

bool is_keepalive(const std::string& text) {
  return text.find("\"janus\":\"keepalive\"") != std::string::npos ||
         text.starts_with("{\"janus\":\"ack\"");
}

}  // namespace

MediaLinks::MediaLinks(Environment& environment, MediaPlant& plant, base::IdSource& ids,
                       const base::Signer& signer, std::uint32_t run, Time server_started,
                       Events events)
    : environment_(environment),
      plant_(plant),
      owner_(signer, "server", "run" + std::to_string(run)),
      server_started_(server_started),
      events_(std::move(events)) {
  std::vector<sfu::Bridge*> bridges;
  for (const auto& janus : plant.januses) {
    auto link = std::make_unique<Link>();
    link->janus = janus.get();
    link->bridge = std::make_unique<sfu::Bridge>(
        ids, sfu::JanusSecrets{Janus::api_secret, Janus::admin_key}, owner_);
    bridges.push_back(link->bridge.get());
    links_.push_back(std::move(link));
  }
  bridges_ = std::make_unique<sfu::Bridges>(std::move(bridges));
  for (const auto& link : links_) connect(*link);
}

MediaLinks::~MediaLinks() {
  *alive_ = false;
  for (const auto& link : links_) {
    if (link->peer != 0) link->janus->disconnect(link->peer);
  }
}

void MediaLinks::after(Time delay, std::function<void()> task) {
  environment_.scheduler.after(delay, {Source::Kind::Media},
                               [alive = alive_, task = std::move(task)] {
                                 if (*alive) task();
                               });
}

Time MediaLinks::arrival(Time& last) {
  const Time now = environment_.scheduler.now();
  last = std::max(last, now + environment_.random.between(Time(0), plant_.longest_trip));
  return last - now;
}

void MediaLinks::connect(Link& link) {
  const std::uint64_t number = ++link.number;
  after(environment_.random.between(Time(1), Time(5)), [this, &link, number] {
    if (number != link.number) return;
    if (!link.janus->running()) return lose(link);
    if (link.janus->answers()) return opened(link);
    after(handshake_timeout, [this, &link, number] {
      if (number == link.number && !link.open) lose(link);
    });
  });
}

void MediaLinks::opened(Link& link) {
  link.failures = 0;
  link.open = true;
  const std::uint64_t number = link.number;
  JanusPeer peer;
  peer.say = [this, alive = alive_, &link, number](std::string text) {
    if (!*alive || number != link.number) return;
    after(arrival(link.last_from_janus), [this, &link, number, text = std::move(text)] {
      if (number == link.number) hear(link, text);
    });
  };
  peer.closed = [this, alive = alive_, &link, number] {
    if (!*alive || number != link.number) return;
    link.peer = 0;
    after(environment_.random.between(Time(0), Time(30)), [this, &link, number] {
      if (number == link.number) lose(link);
    });
  };
  link.peer = link.janus->connect(std::move(peer));
  link.bridge->connected(now());
  events_.news();
}

void MediaLinks::send(Link& link, std::string text) {
  if (environment_.trace) std::cout << "        to Janus: " << text.substr(0, 300) << "\n";
  if (!is_keepalive(text)) ++text_count_;
  if (!link.open || link.peer == 0) return;
  after(arrival(link.last_to_janus),
        [&link, peer = link.peer, text = std::move(text)] { link.janus->receive(peer, text); });
}

void MediaLinks::hear(Link& link, const std::string& text) {
  if (environment_.trace) {
    std::cout << environment_.scheduler.now().count() << " Janus says: " << text.substr(0, 300)
              << "\n";
  }
  if (!is_keepalive(text)) ++text_count_;
  link.bridge->received(text, now());
  events_.news();
  if (!link.bridge->is_connected()) lose(link);
}

// Another connection gets another session.
void MediaLinks::lose(Link& link) {
  ++link.number;
  if (link.peer != 0) link.janus->disconnect(std::exchange(link.peer, 0));
  if (std::exchange(link.open, false)) {
    link.bridge->lost(now());
    events_.news();
  }
  constexpr std::uint32_t doublings = 8;
  const auto factor = 1LL << std::min(link.failures++, doublings);
  after(std::min<Time>(first_reconnect_delay * factor, last_reconnect_delay),
        [this, &link, number = link.number] {
          if (number == link.number) connect(link);
        });
}

void MediaLinks::schedule_deadline(Link& link) {
  const auto due = link.bridge->deadline();
  if (due == link.deadline) return;
  link.deadline = due;
  if (!due) return;
  after(time_until(link, *due), [this, &link, due] {
    if (link.deadline != due) return;
    link.deadline.reset();
    link.bridge->expire(now());
    events_.news();
    if (link.open && !link.bridge->is_connected()) lose(link);
  });
}

// A deadline that has passed is to be met, not set again.
Time MediaLinks::time_until(Link& link, base::Instant due) {
  constexpr std::uint32_t most_in_a_row = 20;
  if (due > now()) {
    link.deadlines_in_a_row = 0;
    return due - now();
  }
  if (++link.deadlines_in_a_row < most_in_a_row) return Time(0);
  if (link.deadlines_in_a_row == most_in_a_row) {
    environment_.errors.emplace_back("the server waits for a deadline of the SFU that has passed");
  }
  return Time(1);
}

void MediaLinks::exchange() {
  bool anything = true;
  while (std::exchange(anything, false)) {
    for (const auto& link : links_) anything = exchange_with(*link) || anything;
  }
  for (const auto& link : links_) schedule_deadline(*link);
}

bool MediaLinks::exchange_with(Link& link) {
  bool anything = false;
  while (auto action = link.bridge->next_action()) {
    anything = true;
    if (auto* to_janus = std::get_if<sfu::SendToJanus>(&*action)) {
      send(link, std::move(to_janus->text));
    } else {
      events_.action(*action);
    }
  }
  const bool was_ready = std::exchange(link.was_ready, link.bridge->ready());
  if (!link.was_ready || was_ready) return anything;
  events_.ready();
  return true;
}

}  // namespace parley::simulation

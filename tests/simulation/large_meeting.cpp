#include "large_meeting.h"

#include <iterator>
#include <memory>

#include "sfu_invariants.h"

namespace parley::simulation {
namespace {

constexpr Time watch_interval{100};
// What people have done last has had its effects by then.
constexpr Time watched_after{40'000};

}  // namespace

LargeMeeting::LargeMeeting(Environment& environment, SignalingNetwork& network, Random random)
    : environment_(environment),
      network_(network),
      random_(random),
      busy_time_(random_.chance(70) ? Time(20'000) : Time(170'000)),
      watch_(environment) {
  const std::uint32_t januses = random_.chance(70) ? 1 : 2;
  for (std::uint32_t i = 0; i < januses; ++i) {
    plant_.januses.push_back(std::make_unique<Janus>(environment, i));
  }
  plant_.from = 3 + random_.below(2);
  network_.use_sfu(environment_, plant_);
}

void LargeMeeting::choose_users(const Clients& clients) {
  const bool all = random_.chance(70);
  for (const auto& client : clients) {
    if (all || random_.chance(75)) client->use_sfu();
    if (random_.chance(50)) client->publish(protocol::TrackKind::Data);
  }
}

void LargeMeeting::schedule(const Clients& clients, Trouble trouble) {
  if (busy_time_ > Time(100'000)) schedule_crowd(clients);
  schedule_speech();
  watch(clients);
  if (trouble == Trouble::None) watch_.expect_no_gaps();
  if (trouble != Trouble::OfSfu) return;
  if (random_.chance(15)) {
    unable_ = random_.below(static_cast<std::uint32_t>(clients.size()));
    keep_away_from_sfu(*unable_);
  }
  const std::uint32_t count = random_.below(8);
  for (std::uint32_t i = 0; i < count; ++i) {
    environment_.scheduler.at(random_.between(Time(500), busy_time_), source(),
                              [this, &clients] { go_wrong(clients); });
  }
}

// Most leave and come back later, so that the room is small for long enough.
void LargeMeeting::schedule_crowd(const Clients& clients) {
  const Time leaving = random_.between(Time(8000), Time(30'000));
  for (std::size_t i = 2; i < clients.size(); ++i) {
    Client* const client = clients[i].get();
    const Source script{Source::Kind::Script, client->number()};
    environment_.scheduler.at(leaving + random_.between(Time(0), Time(1000)), script,
                              [client] { client->leave(); });
    environment_.scheduler.at(leaving + random_.between(Time(50'000), Time(90'000)), script,
                              [client] { client->join(); });
  }
}

void LargeMeeting::schedule_speech() {
  for (std::uint32_t i = random_.below(20); i > 0; --i) {
    environment_.scheduler.at(random_.between(Time(500), busy_time_), source(),
                              [this] { some_janus().let_one_talk(); });
  }
}

Janus& LargeMeeting::some_janus() {
  return *plant_.januses[random_.below(static_cast<std::uint32_t>(plant_.januses.size()))];
}

// --- What goes wrong ---

void LargeMeeting::keep_away_from_sfu(std::uint32_t client) {
  for (const auto& janus : plant_.januses) {
    environment_.ice.set_path(client, janus->owner(), false);
  }
}

void LargeMeeting::go_wrong(const Clients& clients) {
  if (mended_) return;
  Janus& janus = some_janus();
  const std::uint32_t client = random_.below(static_cast<std::uint32_t>(clients.size()));
  switch (random_.below(9)) {
    case 0:
    case 1:
      restart(janus);
      break;
    case 2:
      janus.hang();
      environment_.scheduler.after(random_.between(Time(500), Time(25'000)), source(),
                                   [&janus] { janus.go_on(); });
      break;
    case 3:
      janus.lose_a_handle();
      break;
    case 4:
      janus.hang_up_one();
      break;
    case 5:
      environment_.ice.set_path(client, janus.owner(), random_.chance(30));
      break;
    case 6:
      plant_.longest_trip = random_.between(Time(3), Time(1500));
      break;
    case 7: {
      // Two rooms in a row that cannot be made leave it a mesh for half a minute.
      static constexpr const char* requests[] = {"create", "joinandconfigure", "join",
                                                 "start",  "switch",           "configure"};
      janus.refuse(requests[random_.below(std::size(requests))], 1);
      break;
    }
    default:
      network_.restart_server(random_.between(Time(10), Time(4000)));
      if (random_.chance(50)) restart(janus);
      break;
  }
}

void LargeMeeting::restart(Janus& janus) {
  janus.kill();
  environment_.scheduler.after(random_.between(Time(50), Time(8000)), source(),
                               [&janus] { janus.start(); });
}

void LargeMeeting::mend() {
  mended_ = true;
  plant_.longest_trip = Time(3);
  for (const auto& janus : plant_.januses) janus->mend();
  if (unable_) keep_away_from_sfu(*unable_);
}

// --- What has to hold ---

void LargeMeeting::watch(const Clients& clients) {
  if (environment_.scheduler.now() > busy_time_ + watched_after) return;
  for (const auto& client : clients) watch_.look_at(*client, clients);
  environment_.scheduler.after(watch_interval, source(), [this, &clients] { watch(clients); });
}

void LargeMeeting::expect_silence() {
  silence_ = true;
  texts_at_rest_ = network_.janus_text_count();
  messages_at_rest_ = network_.said_count();
}

std::string LargeMeeting::broken(const Clients& clients) const {
  std::string broken = broken_media(clients, plant_);
  if (broken.empty()) broken = broken_januses(clients, plant_);
  if (broken.empty() && silence_ && network_.janus_text_count() != texts_at_rest_) {
    broken = "the server and its SFUs have something to say to each other at rest";
  }
  if (broken.empty() && silence_ && network_.said_count() != messages_at_rest_) {
    broken = "clients and the server have something to say to each other at rest";
  }
  return broken;
}

}  // namespace parley::simulation

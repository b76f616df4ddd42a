#include "run.h"

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <vector>

#include "adversary.h"
#include "client.h"
#include "deeds.h"
#include "entry_checker.h"
#include "ice_network.h"
#include "invariants.h"
#include "large_meeting.h"
#include "parley/core/limits.h"
#include "parley/hub/limits.h"
#include "peer_connection.h"
#include "random.h"
#include "signaling_network.h"
#include "virtual_time.h"

namespace parley::simulation {
namespace {

constexpr Time busy_time{6000};
// How long everything may take to come to rest: longer than the resume window, as whoever crashed
// keeps his place for that long.
constexpr Time quiet_time{75000};
// How often that is looked at, and for how long it then has to stay so.
constexpr Time look_interval{5000};
constexpr Time proof_time{2000};

class Run {
 public:
  Run(std::uint64_t seed, const RunOptions& options) : random_(seed) {
    environment_.trace = options.trace;
    environment_.check_replays = options.check_replays;
    network_.be_checked_by(checker_);
    // Of its own random numbers, so that a seed is the same meeting where there is none.
    Random large(seed ^ 0x5F0DU);
    if (large.chance(options.sfu_percent)) {
      large_ = std::make_unique<LargeMeeting>(environment_, network_, large);
      busy_time_ = large_->busy_time();
      quiet_time_ = LargeMeeting::quiet_time;
    }
    // Only then does the server know when a meeting began (hub/limits.h).
    if (seed % 5 != 0) network_.have_run_for(hub::restore_window);
    const std::uint32_t count = 2 + random_.below(7);
    const bool two_rooms = random_.chance(25);
    for (std::uint32_t i = 0; i < count; ++i) {
      const std::string room = two_rooms && random_.chance(40) ? "other" : "main";
      clients_.push_back(std::make_unique<Client>(environment_, network_, i, room));
    }
    if (random_.chance(30)) {
      onlooker_ = std::make_unique<Client>(environment_, network_, count, "main");
    }
    if (large_) large_->choose_users(clients_);
    hosts_act_ = random_.chance(40);
    if (random_.chance(60)) {
      for (const auto& client : clients_) {
        if (random_.chance(85)) client->share_secret();
      }
    }
    // Of its own random numbers, so that a seed is the same meeting with it and without.
    Random stranger(~seed);
    if (!stranger.chance(options.adversary_percent)) return;
    std::vector<std::string> rooms{"main"};
    if (two_rooms) rooms.emplace_back("other");
    deeds_of_adversary_ = 5 + stranger.below(60);
    if (stranger.chance(25))
      returns_ =
          Return{stranger.between(Time(1500), Time(4000)), stranger.between(Time(50), Time(2500))};
    adversary_ = std::make_unique<Adversary>(environment_, network_, stranger, count + 1, rooms);
  }

  Outcome play() {
    const auto participants = static_cast<std::uint32_t>(clients_.size());
    std::string broken = broken_in_the_end();
    for (const auto& client : clients_) client->check_replay();
    if (broken.empty() && !environment_.errors.empty()) broken = environment_.errors.front();
    return {std::move(broken), participants, network_.message_count()};
  }

 private:
  /// When the server is restarted, and how long after that the adversary comes back.
  struct Return {
    Time restart{};
    Time patience{};
  };

  std::string broken_in_the_end() {
    using Relaying = SignalingNetwork::Relaying;
    const std::uint32_t kind = random_.below(100);
    weather_ = kind < 20   ? Weather::Calm
               : kind < 55 ? Weather::Lossy
               : kind < 95 ? Weather::Rough
                           : Weather::Watched;
    if (weather_ == Weather::Watched) network_.set_relaying(Relaying::Interposing);
    if (weather_ == Weather::Lossy) network_.set_relaying(Relaying::Hostile);
    deeds_.begin({weather_, hosts_act_, large_ != nullptr});
    for (const auto& client : clients_) schedule(*client);
    if (onlooker_) schedule_onlooker();
    if (hosts_act_) schedule_hosts();
    if (adversary_) schedule_adversary();
    if (large_) large_->schedule(clients_, trouble());
    scheduler_.run_until(busy_time_);
    if (adversary_) adversary_->go();
    if (large_) large_->mend();
    if (weather_ == Weather::Lossy) network_.set_relaying(Relaying::Faithful);
    ice_.mend_all_paths();
    // Everyone who fell out comes back, and nobody does anything any more.
    const bool opens = random_.chance(50);
    for (const auto& client : clients_) {
      scheduler_.after(Time(5000), script(*client), [this, &client] { deeds_.come(*client, 100); });
    }
    if (onlooker_) {
      scheduler_.after(Time(5000), script(*onlooker_), [this] { onlooker_->preview(); });
    }
    if (weather_ == Weather::Watched) {
      scheduler_.run_until(busy_time_ + quiet_time_);
      return broken_secrecy(environment_, clients_);
    }
    if (deeds_.silenced()) scheduler_.run_until(scheduler_.now() + core::limits::server_silence);
    std::string broken = "nothing was looked at";
    while (!broken.empty() && scheduler_.now() < busy_time_ + quiet_time_) {
      // An adversary may have been host just when one of its orders came.
      if (hosts_act_ || adversary_) schedule_sorting_out(opens);
      scheduler_.run_until(scheduler_.now() + look_interval);
      broken = broken_now();
    }
    if (!broken.empty()) return broken;
    if (large_) {
      scheduler_.run_until(scheduler_.now() + LargeMeeting::settling_time);
      large_->expect_silence();
      scheduler_.run_until(scheduler_.now() + LargeMeeting::silent_time);
    }
    scheduler_.run_until(scheduler_.now() + proof_time);
    return broken_now();
  }

  [[nodiscard]] Source stranger() const {
    return {Source::Kind::Script, static_cast<std::uint32_t>(clients_.size() + 1)};
  }
  void schedule(Client& client) {
    if (random_.chance(80)) client.publish(protocol::TrackKind::Video);
    if (random_.chance(60)) client.publish(protocol::TrackKind::Audio);
    // Half of them come at the same instant.
    const Time arrival = random_.chance(50) ? Time(100) : random_.between(Time(0), Time(3000));
    scheduler_.at(arrival, script(client), [this, &client] { deeds_.come(client, 50); });
    // Most look at the room first, some of them for an instant only.
    if (random_.chance(60)) {
      const Time look = random_.chance(30) ? random_.between(Time(0), Time(100))
                                           : random_.between(Time(0), Time(2000));
      scheduler_.at(arrival - std::min(look, arrival), script(client),
                    [&client] { client.preview(); });
    }
    if (random_.chance(20)) {
      scheduler_.at(arrival - std::min(Time(1), arrival), script(client),
                    [this, &client] { deeds_.spoil_entry(client); });
    }
    const std::uint32_t deeds = random_.below(hosts_act_ ? 12 : 8);
    for (std::uint32_t i = 0; i < deeds; ++i) {
      const Time moment = random_.between(Time(0), busy_time_);
      scheduler_.at(moment, script(client), [this, &client] { deeds_.do_something(client); });
    }
  }

  void schedule_hosts() {
    for (const auto& client : clients_) {
      scheduler_.at(random_.between(Time(0), busy_time_), script(*client), [&client] {
        if (client->is_host()) client->answer_knocks(50, 20);
      });
    }
    // Before most have come.
    if (random_.chance(60)) {
      for (const Time moment : {Time(200), Time(400), Time(1000)}) {
        scheduler_.at(moment, script(*clients_.front()), [this] { have_someone_wait(); });
      }
    }
  }

  // The adversary was there before everyone else, and has left. The others' meeting goes on after a
  // restart of the server, and it wants to be part of that.
  void schedule_return(const Return& returns) {
    constexpr Time down{200};
    scheduler_.at(Time(0), stranger(), [this] { adversary_->meet_alone(); });
    if (weather_ != Weather::Rough) return;
    scheduler_.at(returns.restart, stranger(), [this] { network_.restart_server(down); });
    scheduler_.at(returns.restart + down + returns.patience, stranger(),
                  [this] { adversary_->come_back_from_alone(); });
  }

  void schedule_adversary() {
    if (returns_) schedule_return(*returns_);
    const Time interval = busy_time_ / (deeds_of_adversary_ + 1);
    for (std::uint32_t i = 1; i <= deeds_of_adversary_; ++i) {
      scheduler_.at(i * interval, stranger(), [this] { adversary_->act(); });
    }
  }

  void have_someone_wait() {
    for (const auto& client : clients_) {
      if (client->is_host() && !client->settings().waiting_room) client->have_wait(true);
    }
  }

  // Whoever has been refused tries again, unless it takes that for the last word. Hosts let in all
  // who wait. If the room is not to be opened, it stays locked where it is.
  void schedule_sorting_out(bool opens) {
    for (const auto& client : clients_) {
      const Time moment = random_.between(Time(0), Time(2000));
      scheduler_.after(moment, script(*client), [this, &client, opens] {
        if (has_lost_patience(*client)) {
          client->leave();
          client->join(true);
        } else if (client->was_refused()) {
          deeds_.come(*client, 100);
        }
        if (!client->is_host()) return;
        if (opens) client->open_the_room();
        client->answer_knocks(100, 0);
      });
    }
  }

  // Someone who looks at the room and never joins.
  void schedule_onlooker() {
    scheduler_.at(random_.between(Time(0), busy_time_), script(*onlooker_),
                  [this] { onlooker_->preview(); });
    for (int i = 0; i < 2; ++i) {
      scheduler_.at(random_.between(Time(0), busy_time_), script(*onlooker_),
                    [this] { deeds_.cut_socket(*onlooker_); });
    }
  }

  // Nobody lets one in who waited before the host crashed or left: it begins anew.
  bool has_lost_patience(const Client& client) {
    const bool in_vain = client.waits() && deeds_.host_of(client.room_name()) == nullptr;
    std::uint32_t& rounds = rounds_waited_[client.number()];
    rounds = in_vain ? rounds + 1 : 0;
    return rounds > 2;
  }

  [[nodiscard]] LargeMeeting::Trouble trouble() const {
    using Trouble = LargeMeeting::Trouble;
    if (weather_ == Weather::Rough) return Trouble::OfSfu;
    return weather_ == Weather::Calm && !adversary_ ? Trouble::None : Trouble::Elsewhere;
  }

  std::string broken_now() const {
    std::string broken = broken_invariant(environment_, clients_);
    for (const auto& client : clients_) {
      if (broken.empty()) broken = needless_mending(*client);
    }
    if (broken.empty() && onlooker_) broken = broken_preview(clients_, *onlooker_);
    if (broken.empty() && large_) broken = large_->broken(clients_);
    return broken;
  }

  // Mending hides faults: where nothing breaks, nothing may be mended.
  std::string needless_mending(const Client& client) const {
    // Offers to an adversary stay without an answer.
    if (weather_ != Weather::Calm || adversary_) return {};
    if (client.repeated_offers() > 0) return client.name() + " repeated an offer for nothing";
    return {};
  }

  Random random_;
  Weather weather_ = Weather::Calm;
  Time busy_time_ = busy_time;
  Time quiet_time_ = quiet_time;
  VirtualTime scheduler_;
  IceNetwork ice_{scheduler_, random_};
  Environment environment_{scheduler_, random_, ice_};
  // The server goes before its SFUs.
  std::unique_ptr<LargeMeeting> large_;
  SignalingNetwork network_{scheduler_, random_};
  EntryChecker checker_{scheduler_, environment_.errors};
  std::map<std::uint32_t, std::uint32_t> rounds_waited_;  // by client, in the end
  bool hosts_act_ = false;
  Clients clients_;
  Deeds deeds_{random_, scheduler_, network_, ice_, clients_};
  std::unique_ptr<Client> onlooker_;
  std::unique_ptr<Adversary> adversary_;
  std::uint32_t deeds_of_adversary_ = 0;
  std::optional<Return> returns_;
};

}  // namespace

Outcome run(std::uint64_t seed, const RunOptions& options) {
  return Run(seed, options).play();
}

}  // namespace parley::simulation

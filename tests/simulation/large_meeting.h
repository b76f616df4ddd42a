// What a meeting has more of where the server has SFUs: these, what goes wrong with them, and what
// has to hold for the media that goes through them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "invariants.h"
#include "media_links.h"
#include "media_watch.h"
#include "random.h"
#include "signaling_network.h"

namespace parley::simulation {

class LargeMeeting {
 public:
  /// Until everyone who has been given up, every small room and every session of a Janus is so for
  /// long enough.
  static constexpr Time quiet_time{240'000};
  /// Until layers that do not come are asked for no more, and for how long nothing is said then.
  static constexpr Time settling_time{15'000};
  static constexpr Time silent_time{15'000};

  /// Starts the server anew, with one or two Januses.
  LargeMeeting(Environment& environment, SignalingNetwork& network, Random random);

  [[nodiscard]] Time busy_time() const { return busy_time_; }
  /// Who of them can use an SFU.
  void choose_users(const Clients& clients);
  enum class Trouble : std::uint8_t {
    None,       // nothing goes wrong at all
    Elsewhere,  // not with the SFUs
    OfSfu,
  };
  /// What people do, and what goes wrong.
  void schedule(const Clients& clients, Trouble trouble);
  /// Nothing goes wrong any more.
  void mend();
  /// Nobody has anything to say any more.
  void expect_silence();
  /// What does not hold of media at rest, in words; empty where all does.
  [[nodiscard]] std::string broken(const Clients& clients) const;

 private:
  void schedule_crowd(const Clients& clients);
  void schedule_speech();
  void keep_away_from_sfu(std::uint32_t client);
  void go_wrong(const Clients& clients);
  void watch(const Clients& clients);
  void restart(Janus& janus);
  [[nodiscard]] Janus& some_janus();
  [[nodiscard]] Source source() const { return {Source::Kind::Media}; }

  Environment& environment_;
  SignalingNetwork& network_;
  Random random_;
  MediaPlant plant_;
  Time busy_time_;
  MediaWatch watch_;
  /// Who never reaches any SFU.
  std::optional<std::uint32_t> unable_;
  bool mended_ = false;
  bool silence_ = false;
  std::uint64_t texts_at_rest_ = 0;
  std::uint64_t messages_at_rest_ = 0;
};

}  // namespace parley::simulation

// The bridge to the SFU, between a Janus that says anything and participants who do. An input is
// lines: what begins with > is done by the hub or a participant, everything else is a text of
// Janus'. Transactions count from 1, so that an input can answer them.
#include <string>

#include "fuzz.h"
#include "parley/sfu/bridge.h"
#include "parley/sfu/limits.h"

namespace parley::sfu {
namespace {

using fuzz::next_line;
using fuzz::require;

class Ids final : public base::IdSource {
 public:
  std::string make(std::string_view prefix) override {
    return std::string(prefix) + std::to_string(++last_);
  }

 private:
  int last_ = 0;
};

// Of "join 3": "join" and the participant "PA3".
struct Deed {
  std::string_view what;
  std::string who;
};

Deed deed_in(std::string_view line) {
  const std::size_t space = line.find(' ');
  if (space == std::string_view::npos) return {line, "PA"};
  return {line.substr(0, space), "PA" + std::string(line.substr(space + 1, 2))};
}

protocol::Description description(const std::string& from, std::string_view sdp) {
  protocol::Description made;
  made.from = from;
  made.epoch = made.offer_id = 1;
  made.sdp = sdp;
  made.tracks = {{"0", "MT" + from}, {"1", "MV" + from}};
  return made;
}

void carry_out(Bridge& bridge, std::string_view line, base::Instant& now) {
  const auto [what, who] = deed_in(line);
  if (what == "open") bridge.open("RM", 50, now);
  if (what == "close") bridge.close("RM", now);
  if (what == "join") bridge.join("RM", who, now);
  if (what == "leave") bridge.leave(who, now);
  if (what == "offer")
    bridge.offer(description(who, "m=audio 9\na=mid:0\nm=video 9\na=mid:1\n"), now);
  if (what == "answer") bridge.answer(description(who, line), now);
  if (what == "wish") bridge.wish(who, {{"MV" + who, 2}, {"MVPA1", 0}}, now);
  if (what == "restart") bridge.restart_ice(who, now);
  if (what == "lost") bridge.lost(now);
  if (what == "connected") bridge.connected(now);
  if (what == "wait") bridge.expire(now += answer_timeout / 2);
}

}  // namespace
}  // namespace parley::sfu

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace parley::sfu;
  std::string_view rest = parley::fuzz::text_of(data, size);
  Ids ids;
  Bridge bridge(ids, {"api", "admin"});
  parley::base::Instant now{1000};
  bridge.connected(now);
  for (int lines = 0; !rest.empty() && lines < 1000; ++lines) {
    const std::string_view line = next_line(rest);
    if (line.starts_with('>')) {
      carry_out(bridge, line.substr(1), now);
    } else {
      bridge.received(line, now);
    }
    while (const auto action = bridge.next_action()) {
      if (const auto* slots = std::get_if<SlotsOf>(&*action)) {
        require(slots->slots.size() <= audio_slots + video_slots,
                "nobody gets more than it has slots");
        for (const Slot& slot : slots->slots) {
          require(slot.from != slots->participant_id, "nobody receives itself");
        }
      }
    }
    require(bridge.room_count() <= 1, "there is the one room");
    require(bridge.ready() || bridge.participant_count() == 0, "without Janus nobody is in it");
  }
  return 0;
}

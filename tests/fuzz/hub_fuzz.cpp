// The hub, with whatever clients say in whatever order. An input is lines: the digit of a client, a
// letter for what it does, and what it says.
//
//   1p       connects as a parley.1 client      1d   its connection is lost
//   1s       connects in seed mode              1l   leaves
//   1m{…}    says that                          0t9  nine seconds pass
#include <array>
#include <set>
#include <string>

#include "fuzz.h"
#include "parley/hub/hub.h"
#include "parley/protocol/limits.h"
#include "parley/protocol/utf8.h"
#include "stand_ins.h"

namespace parley::hub {
namespace {

using fuzz::require;

// So that an input can bring a secret that the hub believes.
class ForgeableSigner : public base::Signer {
 public:
  [[nodiscard]] std::string sign(std::string_view /*text*/) const override { return "0"; }
};

class Playing {
 public:
  void play(std::string_view line) {
    if (line.size() < 2) return;
    const auto client = static_cast<std::size_t>(line[0] - '0');
    if (client >= ids_.size()) return;
    ConnectionId& id = ids_[client];
    switch (line[1]) {
      case 'p':
      case 's':
        if (connected_.count(id) != 0) return;
        id = ++last_id_;
        connected_.insert(id);
        check(hub_.connect(id, client < 8 ? "standup" : "retro",
                           line[1] == 'p' ? Mode::Parley1 : Mode::Legacy, now_));
        return;
      case 'm':
        if (connected_.count(id) == 0 || !protocol::is_utf8(line)) return;
        check(hub_.receive(id, line.substr(2), now_));
        return;
      case 'd':
      case 'l':
        if (connected_.erase(id) == 0) return;
        check(line[1] == 'd' ? hub_.disconnect(id, now_) : hub_.leave(id, now_));
        return;
      case 't':
        now_ += Instant(1000 * static_cast<unsigned char>(line.back()) % 64'000);
        check(hub_.expire(now_));
        require(!hub_.deadline() || *hub_.deadline() > now_, "what is overdue is done");
        return;
      default:
        return;
    }
  }

 private:
  void check(const Deliveries& deliveries) {
    require(deliveries.size() <= 10'000, "one thing said has a limit to its consequences");
    const Deliveries list = deliveries;
    for (const Delivery& delivery : list) {
      require(connected_.count(delivery.to) != 0, "nothing is sent to who is not there");
      if (delivery.text) {
        require(protocol::is_utf8(*delivery.text), "what is sent is UTF-8");
      } else {
        connected_.erase(delivery.to);
      }
    }
  }

  CountingIds id_source_;
  ForgeableSigner signer_;
  Hub hub_{id_source_, signer_};
  std::array<ConnectionId, 10> ids_{};
  std::set<ConnectionId> connected_;
  ConnectionId last_id_ = 0;
  Instant now_{};
};

}  // namespace
}  // namespace parley::hub

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view rest = parley::fuzz::text_of(data, size);
  parley::hub::Playing playing;
  while (!rest.empty()) playing.play(parley::fuzz::next_line(rest));
  return 0;
}

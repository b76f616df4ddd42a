// The core's room, with whatever a server says and a browser reports, in whatever order. An input
// is lines: a letter for what happens, a digit for the connection it happens to, and a text.
#include <string>

#include "fuzz.h"
#include "parley/core/room.h"
#include "parley/protocol/limits.h"
#include "parley/protocol/utf8.h"

namespace parley::core {
namespace {

using fuzz::require;
using protocol::DescriptionType;

class Playing {
 public:
  void play(std::string_view line) {
    if (line.empty()) return;
    // '0' to '9', and for any other byte one of few numbers too.
    const ConnectionHandle digit = line.size() > 1 ? static_cast<unsigned char>(line[1]) % 16U : 0;
    const std::string text(line.substr(std::min<std::size_t>(2, line.size())));
    switch (line[0]) {
      case 'c':
        return handle(event::Connect{"ws://127.0.0.1", "standup", "Ann", 1, text});
      case 'q':
        return handle(event::Disconnect{});
      case 'P':
        return handle(event::PublishTrack{{text, protocol::TrackKind::Video, "camera", true}});
      case 'U':
        return handle(event::UnpublishTrack{text});
      case 'E':
        return handle(event::SetTrackEnabled{text, digit != 0});
      case 'o':
        return handle(event::SocketOpened{});
      case 'm':
        if (!protocol::is_utf8(line)) return;
        return handle(event::SocketMessage{std::string(line.substr(1))});
      case 'x':
        return handle(event::SocketClosed{});
      case 't':
        now_ += std::chrono::milliseconds(100) * (digit + 1) * (digit + 1);
        return handle(event::TimePassed{});
      case 'w':
        return handle(event::NetworkChanged{});
      case 's':
        return handle(event::PageShown{});
      default:
        return connection_event(line[0], digit, text);
    }
  }

 private:
  void connection_event(char what, ConnectionHandle connection, const std::string& text) {
    switch (what) {
      case 'n':
        return handle(event::NegotiationNeeded{connection});
      case 'O':
        return handle(event::LocalDescriptionApplied{connection, DescriptionType::Offer, text, {}});
      case 'A':
        return handle(
            event::LocalDescriptionApplied{connection, DescriptionType::Answer, text, {}});
      case 'R':
        return handle(event::RemoteDescriptionApplied{connection});
      case 'F':
        return handle(event::DescriptionFailed{connection});
      case 'k': {
        event::LocalCandidate candidate{connection, {}};
        candidate.candidate.candidate = text;
        return handle(candidate);
      }
      case 'i':
        return handle(event::IceStateChanged{
            connection, static_cast<IceState>(text.empty() ? 0 : text[0] % 5)});
      case 'P':
        return handle(event::ConnectionPath{connection, protocol::PathKind::Relay});
      case 'T':
        return handle(event::RemoteTrackAdded{connection, text, protocol::TrackKind::Video});
      case 'D':
        return handle(event::RemoteDataChannelAdded{connection, text});
      default:
        return;
    }
  }

  void handle(const Event& event) {
    room_.handle(event, now_);
    std::size_t actions = 0;
    while (room_.next_action()) ++actions;
    require(actions <= 10'000, "one event has a limit to its consequences");
    (void)room_.deadline();
  }

  Room room_;
  Time now_{};
};

}  // namespace
}  // namespace parley::core

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view rest = parley::fuzz::text_of(data, size);
  parley::core::Playing playing;
  while (!rest.empty()) playing.play(parley::fuzz::next_line(rest));
  return 0;
}

// The way of a client's bytes: through the frame reader to the hub's reading of a message. The
// first byte of an input says in what pieces the others come.
#include <string>
#include <vector>

#include "fuzz.h"
#include "parley/protocol/envelope.h"
#include "parley/protocol/utf8.h"
#include "parley/websocket/frame_reader.h"

namespace parley::serving {
namespace {

using fuzz::require;

struct Outcome {
  websocket::FrameReader::Status status = websocket::FrameReader::Status::Open;
  std::uint16_t code = 0;
  std::vector<std::string> messages;
  std::string replies;
  std::string events;  // m for each message, r for each reply, in their order

  friend bool operator==(const Outcome&, const Outcome&) = default;
};

constexpr websocket::FrameReaderOptions options{.message_bytes = 4096, .fragments_per_message = 64};

websocket::FrameHandler handler_of(Outcome& outcome) {
  return {.on_message =
              [&outcome](websocket::MessageKind kind, std::string_view message) {
                require(kind == websocket::MessageKind::Text, "only text is read");
                require(message.size() <= options.message_bytes, "a message is within its limit");
                require(protocol::is_utf8(message), "text is UTF-8");
                (void)protocol::read_envelope(message);
                outcome.messages.emplace_back(message);
                outcome.events += 'm';
                return true;
              },
          .on_reply =
              [&outcome](std::string_view frame) {
                outcome.replies += frame;
                outcome.events += 'r';
                return true;
              }};
}

Outcome read(std::string_view bytes, std::size_t piece_bytes) {
  websocket::FrameReader reader(options);
  Outcome outcome;
  while (!bytes.empty() && outcome.status == websocket::FrameReader::Status::Open) {
    const std::string_view piece = bytes.substr(0, piece_bytes);
    bytes.remove_prefix(piece.size());
    const std::size_t replied = outcome.replies.size();
    outcome.status = reader.feed(piece, handler_of(outcome));
    require(outcome.replies.size() - replied <= piece.size() + 125 + 2,
            "replies are no longer than asked");
  }
  if (outcome.status == websocket::FrameReader::Status::Failed) outcome.code = reader.code();
  if (outcome.status == websocket::FrameReader::Status::Closed)
    outcome.code = reader.received_code();
  return outcome;
}

}  // namespace
}  // namespace parley::serving

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace parley::serving;
  if (size == 0) return 0;
  const std::string_view bytes = parley::fuzz::text_of(data + 1, size - 1);
  parley::fuzz::require(read(bytes, bytes.size() + 1) == read(bytes, std::size_t{1} + data[0]),
                        "TCP may cut the bytes anywhere");
  return 0;
}

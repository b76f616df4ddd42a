// The codec: any text as a message to the server, to a client, and as an envelope.
#include <optional>
#include <string>
#include <variant>

#include "envelope_scanner.h"
#include "fuzz.h"
#include "parley/protocol/codec.h"
#include "parley/protocol/envelope.h"

namespace parley::protocol {
namespace {

using fuzz::require;

// What was read once can be written and read again.
template <class Decode>
void check_round_trip(std::string_view text, Decode decode) {
  const auto first = decode(text);
  if (!first) return;
  std::visit(
      [&decode](const auto& message) {
        const std::string written = encode(message);
        const auto second = decode(written);
        require(second.ok(), "what was encoded can be decoded");
        require(
            std::visit([](const auto& again) { return encode(again); }, second.value()) == written,
            "it is the same again");
      },
      first.value());
}

void check_envelope(std::string_view text) {
  const Result<Envelope> parsed = parse_envelope(text);
  const std::optional<Envelope> scanned = scan_envelope(text);
  if (scanned) {
    require(parsed.ok(), "the scanner accepts no more than the library");
    require(scanned->type == parsed.value().type && scanned->to == parsed.value().to &&
                scanned->has_from == parsed.value().has_from,
            "the scanner reads as the library does");
  }
  const Result<Envelope> envelope = read_envelope(text);
  if (!envelope) return;
  const std::string stamped = stamp_from(text, envelope.value(), "PA1");
  const Result<Envelope> again = parse_envelope(stamped);
  require(again.ok() && again.value().has_from, "a stamped message is one with a sender");
  require(again.value().type == envelope.value().type, "its type is the same");
}

}  // namespace
}  // namespace parley::protocol

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace parley::protocol;
  const std::string_view text = parley::fuzz::text_of(data, size);
  check_round_trip(text, decode_client_message);
  check_round_trip(text, decode_server_message);
  check_envelope(text);
  return 0;
}

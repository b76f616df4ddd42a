// What the server reads of a message that it relays: its type and its recipient. The rest of the
// text passes through unchanged, so that fields unknown to this version arrive too.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "parley/protocol/limits.h"
#include "parley/protocol/result.h"

namespace parley::protocol {

struct Envelope {
  std::string type;
  std::optional<std::string> to;
  /// Whether the sender wrote its own `from`, which must not reach anyone.
  bool has_from = false;
};

/// Checks that the text is one JSON object, nested no deeper than `depth`, and reads its envelope.
/// Errors: `bad-json` with the position, `bad-message` if `type` or `to` is not a string.
Result<Envelope> read_envelope(std::string_view text, std::size_t depth = limits::json_depth);

/// True for the types that go from participant to participant: OFFER, ANSWER, candidate and
/// PREFERENCES.
bool is_relayed(std::string_view type);

/// Whether it is for the SFU: one of those types, or RESTART_ICE, to sfu_send or sfu_receive.
bool is_for_sfu(const Envelope& envelope);

/// True for the types that only a host of the room may send.
bool is_for_hosts(std::string_view type);

/// The text with `from` set to the given id. read_envelope() must have accepted `text`.
std::string stamp_from(std::string_view text, const Envelope& envelope, std::string_view from);

}  // namespace parley::protocol

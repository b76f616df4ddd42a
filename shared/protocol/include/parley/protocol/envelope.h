// What the server looks at in a message that it relays: its type and whom it is for. The rest of
// the text goes through as it came, so that fields this version does not know arrive too.
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
  /// The sender wrote a `from` of its own, which must not reach anyone.
  bool has_from = false;
};

/// Checks that the text is one JSON object, nested no deeper than `depth`, and reads its envelope.
/// Errors: `bad-json` with the place, `bad-message` where `type` or `to` is no string.
Result<Envelope> read_envelope(std::string_view text, std::size_t depth = limits::json_depth);

/// True for the types that go from participant to participant: OFFER, ANSWER, candidate and
/// PREFERENCES.
bool is_relayed(std::string_view type);

/// True for the types that only a host of the room may send.
bool is_for_hosts(std::string_view type);

/// The text with `from` set to the id given. `text` is one that read_envelope accepted.
std::string stamp_from(std::string_view text, const Envelope& envelope, std::string_view from);

}  // namespace parley::protocol

// What Redis does for the nodes, each in one step, and what it answers.
//
//   parley:node:{incarnation}   the address of a node, for as long as its lease
//   parley:room:{hash}          {incarnation} {fence} {up to 4 earlier fences}; - if nobody's
//   parley:fence                the last fence given out
//   parley:since                when Redis' memory began
//   parley:key                  what proves the signing key that all nodes share
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "parley/nodes/action.h"

namespace parley::nodes {

/// ARGV: incarnation, address, lease in ms, proof of the key. Answers "since TIME" or "other-key".
[[nodiscard]] std::string_view beat_script();
/// KEYS: the room. ARGV: incarnation, grace in ms. Answers "own FENCE LINEAGE…", with "taken" in
/// place of "own" where the room was another's that is gone; "other FENCE ADDRESS"; "wait".
[[nodiscard]] std::string_view acquire_script();
/// KEYS: the room. Changes nothing. Answers with the address of the node that has it; "-" if none has.
[[nodiscard]] std::string_view locate_script();
/// KEYS: the room. ARGV: incarnation, fence, lineage. Answers "own" or "other".
[[nodiscard]] std::string_view assert_script();
/// KEYS: the room. ARGV: incarnation, fence, "keep" or "". Answers "done" or "other".
[[nodiscard]] std::string_view release_script();

/// KEYS and ARGV, in this order; each has one key at the most.
[[nodiscard]] std::string room_key(std::string_view hash);
[[nodiscard]] std::string node_key(std::string_view incarnation);
[[nodiscard]] std::string joined(const std::vector<std::string>& lineage);

struct Beaten {
  std::string since;
};
/// Nothing for "other-key".
[[nodiscard]] std::optional<Beaten> read_beat(std::string_view answer);

struct Owned {
  std::string fence;
  std::vector<std::string> lineage;
  bool taken = false;
};
struct Elsewhere {
  std::string fence;
  std::string address;
};
struct NotYet {};
using Acquired = std::variant<NotYet, Owned, Elsewhere>;
/// NotYet for what cannot be read.
[[nodiscard]] Acquired read_acquire(std::string_view answer);

}  // namespace parley::nodes

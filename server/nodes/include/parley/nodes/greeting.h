// The line with which a node hands a client on to another, under the signing key that they share.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>

#include "parley/base/signer.h"
#include "parley/nodes/limits.h"

namespace parley::nodes {

/// Whom a node brings, and where the client wants to go.
struct Greeting {
  std::string hash;                       ///< of the room
  std::string fence;                      ///< which the room has at its owner
  std::array<std::uint8_t, 16> client{};  ///< its IPv6 address, or the mapped IPv4 one
  bool guest = false;                     ///< it speaks the plain protocol
  std::int64_t time = 0;                  ///< seconds since 1970
  std::string nonce;                      ///< never the same twice
};

inline constexpr std::string_view greeting_accepted = "OK\n";
/// It has not that room, or cannot tell who asks.
inline constexpr std::string_view greeting_refused = "NO\n";
/// It has the room, and takes no more clients, or none of that address.
inline constexpr std::string_view greeting_full = "FULL\n";
inline constexpr std::size_t greeting_answer_bytes = 5;

/// The hash by which other nodes and Redis know a room; without the key it says nothing of the name.
[[nodiscard]] std::string hash_of(std::string_view room_name, const base::Signer& signer);
/// Proves the key to Redis without giving it away.
[[nodiscard]] std::string proof_of_key(const base::Signer& signer);

/// The line, with its end.
[[nodiscard]] std::string seal(const Greeting& greeting, const base::Signer& signer);

/// Reads lines. Each is taken once, and only near its time.
class GreetingReader {
 public:
  /// `signer` must outlive it.
  explicit GreetingReader(const base::Signer& signer) : signer_(signer) {}

  /// The greeting in a line without its end. `now` in seconds since 1970.
  [[nodiscard]] std::optional<Greeting> read(std::string_view line, std::int64_t now);

 private:
  [[nodiscard]] bool note(const Greeting& greeting, std::int64_t now);

  const base::Signer& signer_;
  std::unordered_set<std::string> seen_;
  std::multimap<std::int64_t, std::string> seen_by_time_;
};

}  // namespace parley::nodes

#pragma once

#include <chrono>
#include <string>
#include <string_view>

namespace parley::base {

/// Lets a participant use the TURN servers (RFC 8656) for a while.
struct TurnCredential {
  std::string username;
  std::string password;
};

/// Makes credentials for TURN servers. Several threads may use it at the same time.
class TurnIssuer {
 public:
  TurnIssuer() = default;
  TurnIssuer(const TurnIssuer&) = delete;
  TurnIssuer& operator=(const TurnIssuer&) = delete;
  virtual ~TurnIssuer() = default;

  /// A credential that is valid from now for lifetime().
  [[nodiscard]] virtual TurnCredential issue(std::string_view participant_id) const = 0;
  [[nodiscard]] virtual std::chrono::milliseconds lifetime() const = 0;
};

}  // namespace parley::base

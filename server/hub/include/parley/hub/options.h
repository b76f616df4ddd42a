// What a hub is set up with.
#pragma once

#include <chrono>
#include <cstdint>
#include <vector>

#include "parley/hub/counters.h"
#include "parley/hub/limits.h"
#include "parley/hub/logger.h"
#include "parley/hub/quota.h"
#include "parley/hub/token_verifier.h"
#include "parley/hub/turn_issuer.h"
#include "parley/protocol/message.h"

namespace parley::hub {

/// Time since a start that the caller chooses; never runs backwards.
using Instant = std::chrono::milliseconds;

/// How a client speaks, by the WebSocket subprotocol it asked for.
enum class Mode : std::uint8_t { Legacy, Parley1 };

struct HubOptions {
  /// Handed out in every WELCOME. Those for TURN that have no user name get one from `turn`.
  std::vector<protocol::IceServer> ice_servers = {};
  /// The wall clock at the Instant 0, in milliseconds since 1970: orders those who joined before a
  /// restart before those who join after it.
  std::int64_t started_at = 0;
  /// Judges the tokens that clients bring; null: every token is refused.
  const TokenVerifier* tokens = nullptr;
  /// Nobody enters without a token, and so no guests.
  bool require_token = false;
  /// Only tokens make hosts, not the order of joining.
  bool hosts_by_token = false;
  /// Makes the credentials for TURN servers, for each participant its own; they are renewed in
  /// time. Null: there are none to make.
  const TurnIssuer* turn = nullptr;
  /// Only relayed media, and no other candidate reaches anyone.
  bool relay_only = false;
  Limits limits = {};
  /// How many rooms all hubs together may have; null: as many as come.
  Quota* rooms = nullptr;
  /// What this hub counts; null: nobody looks.
  Counters* counters = nullptr;
  /// Null: nothing is logged.
  Logger* logger = nullptr;
};

}  // namespace parley::hub

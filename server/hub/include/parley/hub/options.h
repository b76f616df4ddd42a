// The settings of a hub.
#pragma once

#include <cstdint>
#include <vector>

#include "parley/base/instant.h"
#include "parley/base/logger.h"
#include "parley/base/quota.h"
#include "parley/base/token_verifier.h"
#include "parley/base/turn_issuer.h"
#include "parley/hub/counters.h"
#include "parley/hub/limits.h"
#include "parley/hub/room_directory.h"
#include "parley/hub/room_observer.h"
#include "parley/hub/tenure.h"
#include "parley/protocol/message.h"
#include "parley/sfu/bridges.h"

namespace parley::hub {

using base::Instant;

/// The protocol that a client speaks, by the WebSocket subprotocol that it requested.
enum class Mode : std::uint8_t { Legacy, Parley1 };

struct HubOptions {
  /// Sent in every WELCOME. TURN servers without a user name get one from `turn`.
  std::vector<protocol::IceServer> ice_servers = {};
  /// The wall clock at Instant 0, in milliseconds since 1970; orders those who joined before a
  /// restart before those who join after it.
  std::int64_t started_at = 0;
  /// Verifies clients' tokens; null: every token is refused.
  const base::TokenVerifier* tokens = nullptr;
  /// Nobody enters without a token; guests therefore cannot enter.
  bool require_token = false;
  /// Whoever enters takes the place of a member of the same name, if tokens say both names.
  bool replace_duplicates = false;
  /// Only tokens make hosts, not the order of joining.
  bool hosts_by_token = false;
  /// Makes TURN credentials, separate ones for each participant, which are renewed in time. Null:
  /// no credentials are made.
  const base::TurnIssuer* turn = nullptr;
  /// Media only goes through relays, and no other candidate reaches anyone.
  bool relay_only = false;
  /// What this hub's large rooms go through; null: everyone sends to everyone in all rooms. Must
  /// outlive the hub, and what comes out of it goes to Hub::carry_out_media().
  sfu::Bridges* sfu = nullptr;
  SfuLimits sfu_limits = {};
  Limits limits = {};
  RelayLimits relay = {};
  /// How many rooms all hubs together may have; null: no limit.
  base::Quota* rooms = nullptr;
  /// Where this hub's rooms are listed by their sids; null: nobody looks them up.
  RoomDirectory* directory = nullptr;
  /// Who is told what happens in the rooms; null: nobody. Must outlive the hub.
  RoomObserver* observer = nullptr;
  /// Whose the rooms are, where several servers share them: this hub has one only after Hub::own().
  /// Null: all are its own. Must outlive the hub.
  Landlord* landlord = nullptr;
  /// Where this hub counts; null: nobody reads the counters.
  Counters* counters = nullptr;
  /// Null: nothing is logged.
  base::Logger* logger = nullptr;
};

}  // namespace parley::hub

// The ICE servers that clients get, with credentials for TURN.
#pragma once

#include <optional>
#include <vector>

#include "hub_context.h"

namespace parley::hub {

class IceServerList {
 public:
  explicit IceServerList(HubContext& context) : context_(context) {}

  /// With credentials for that member, renewed for as long as its connection lasts.
  [[nodiscard]] std::vector<protocol::IceServer> for_member(const Member& member, Instant now);
  /// For someone who only previews a room. Nothing if there are TURN servers: a relay is for those
  /// who have entered.
  [[nodiscard]] std::optional<std::vector<protocol::IceServer>> for_previewer() const;
  /// To be called when a member's credentials are about to expire.
  void renew(Connection& connection, Instant now);

 private:
  [[nodiscard]] std::vector<protocol::IceServer> with(const base::TurnCredential& credential) const;

  HubContext& context_;
};

}  // namespace parley::hub

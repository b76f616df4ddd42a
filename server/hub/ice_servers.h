// The ICE servers that clients get, with credentials for TURN.
#pragma once

#include <string>
#include <vector>

#include "hub_context.h"

namespace parley::hub {

class IceServerList {
 public:
  explicit IceServerList(HubContext& context) : context_(context) {}

  /// With credentials for that participant, renewed for as long as the connection lasts.
  [[nodiscard]] std::vector<protocol::IceServer> for_connection(Connection& connection,
                                                                const std::string& participant_id,
                                                                Instant now);
  /// To be called when the credentials are about to expire.
  void renew(Connection& connection, Instant now);

 private:
  [[nodiscard]] std::vector<protocol::IceServer> with(const base::TurnCredential& credential) const;

  HubContext& context_;
};

}  // namespace parley::hub

// Sets up the SFU of large rooms, from the operator's options.
#pragma once

#include <memory>

#include "options/options.h"
#include "parley/base/logger.h"
#include "parley/serving/server.h"
#include "parley/sfu_link/janus_keeper.h"

namespace parley {

/// Must outlive the server whose settings it has prepared.
class SfuSetup {
 public:
  /// Starts a Janus if that is asked for. Throws std::exception with a sentence for the operator.
  /// Rooms in a Janus that runs already are named after `server`, and `signer` must outlive them.
  SfuSetup(const SfuOptions& options, const std::string& server, const base::Signer& signer,
           base::Logger& logger);

  void prepare(serving::ServerSettings& settings) const;

 private:
  std::vector<websocket::MediaSettings> sfus_;
  std::unique_ptr<sfu_link::JanusKeeper> keeper_;
};

}  // namespace parley

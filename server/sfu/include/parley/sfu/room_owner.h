// How a server names its rooms in a Janus that it shares with others, and knows them again.
#pragma once

#include <string>
#include <string_view>

#include "parley/base/signer.h"

namespace parley::sfu {

class RoomOwner {
 public:
  /// `server` is the same after a restart, and no other server's; `run` is this run's alone. `signer`
  /// must outlive it.
  RoomOwner(const base::Signer& signer, std::string_view server, std::string_view run)
      : signer_(&signer),
        server_("parley." + signer.sign("rooms in Janus of " + std::string(server)).substr(0, 16) +
                "."),
        run_(server_ + std::string(run) + ".") {}

  /// The name of a new room; `unique` is different in every call.
  [[nodiscard]] std::string name(std::string_view unique) const {
    return run_ + std::string(unique);
  }
  /// What destroys the room, also after a restart.
  [[nodiscard]] std::string secret_of(std::string_view name) const {
    return signer_->sign("secret of " + std::string(name));
  }
  /// Whether an earlier run of this server has opened it.
  [[nodiscard]] bool left_behind(std::string_view name) const {
    return name.starts_with(server_) && !name.starts_with(run_);
  }

 private:
  const base::Signer* signer_;
  std::string server_;
  std::string run_;
};

}  // namespace parley::sfu

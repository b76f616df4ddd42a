// An event loop's rooms in one Janus, and the connection to it that carries what they need.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>

#include "parley/base/id_source.h"
#include "parley/base/logger.h"
#include "parley/sfu/bridge.h"
#include "parley/sfu_link/janus_address.h"
#include "parley/sfu_link/janus_link.h"

namespace parley::websocket {

/// A Janus.
struct MediaSettings {
  sfu_link::JanusAddress address;
  sfu::JanusSecrets secrets;
  /// Nothing: nobody but this run has rooms in it.
  std::optional<sfu::RoomOwner> owner = {};
};

class MediaLink {
 public:
  using Instant = base::Instant;

  /// `ids` and `logger` must outlive it.
  MediaLink(base::IdSource& ids, MediaSettings settings, base::Logger& logger);

  [[nodiscard]] sfu::Bridge& bridge() { return bridge_; }

  /// To be watched for reading, and for writing if wants_write(); another descriptor, or -1 for
  /// none, after each turn().
  [[nodiscard]] int fd() const { return link_ ? link_->fd() : -1; }
  [[nodiscard]] bool wants_write() const { return link_ && link_->wants_write(); }

  /// Connects if it is time to, and reads and writes what is possible.
  void turn(Instant now);
  void send(std::string_view text);
  /// When turn() is due, even if the descriptor is not ready.
  [[nodiscard]] std::optional<Instant> deadline() const;

 private:
  void note_state(Instant now);
  void lose(const std::string& reason, Instant now);

  MediaSettings settings_;
  base::Logger& logger_;
  sfu::Bridge bridge_;
  std::unique_ptr<sfu_link::JanusLink> link_;
  bool open_ = false;
  bool missed_ = false;  // the operator has been told
  Instant until_{};      // the handshake has to be over
  Instant retry_at_{};
  std::uint32_t failures_ = 0;
};

}  // namespace parley::websocket

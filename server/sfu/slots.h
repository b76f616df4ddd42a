// Which track each m-line of a receiving connection carries.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "janus_request.h"
#include "parley/protocol/message.h"
#include "parley/sfu/action.h"

namespace parley::sfu {

/// A track that a slot may carry.
struct Source {
  std::string from;  ///< the publisher's participant id
  std::string sid;
  FeedStream stream;
  std::uint32_t layer = 0;
};

class Slots {
 public:
  /// The slots of sound come first. `free_feed` is the one that sends nothing: its first stream is
  /// sound, its second pictures.
  Slots(std::size_t audio, std::size_t video, std::string free_feed);

  /// For the offer: one stream for each slot, in the order of their mids.
  [[nodiscard]] std::vector<FeedStream> streams() const;

  /// What is to be received from now on, the most important first. As many as there are slots are
  /// taken; what has a slot already keeps it.
  void want(const std::vector<Source>& audio, const std::vector<Source>& video);

  /// How the m-lines have to change; empty if they need not. It then counts as done.
  [[nodiscard]] Switch take_changes();
  /// Which layers have to be chosen. It then counts as done.
  [[nodiscard]] ChooseLayers take_layers();

  /// Where Janus takes what they carry from.
  [[nodiscard]] std::vector<FeedStream> sources() const;

  /// Those that carry a track.
  [[nodiscard]] std::vector<Slot> taken() const;

 private:
  struct Line {
    std::string mid;
    protocol::TrackKind kind = protocol::TrackKind::Audio;
    std::optional<Source> wanted = {};
    std::optional<Source> carried = {};
    /// Janus begins with the largest after a change.
    std::optional<std::uint32_t> layer = {};
  };

  void want(protocol::TrackKind kind, std::size_t count, const std::vector<Source>& sources);
  [[nodiscard]] FeedStream stream_of(const Line& line) const;

  std::size_t audio_;
  std::size_t video_;
  std::string free_feed_;
  std::vector<Line> lines_;
};

}  // namespace parley::sfu

// How one's upload is shared. In a mesh every picture is encoded and sent once for each of the
// others, over one line and by one processor. Each of the others says how large it shows a picture;
// what is shown large gets more of both than what is a thumbnail.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "parley/core/action.h"

namespace parley::core {

/// What a connection needs of one of our pictures.
struct VideoDemand {
  ConnectionHandle connection = 0;
  std::string sid;
  /// A shared screen or the like, whose detail matters more than its motion.
  bool detailed = false;
  protocol::TrackPriority priority = protocol::TrackPriority::Standard;
  /// The other shows so many lines; 0 for as many as there are.
  std::uint32_t height = 0;
  /// Bit/s that this connection bears; 0 if that is not known.
  std::uint32_t bearable = 0;

  friend bool operator==(const VideoDemand&, const VideoDemand&) = default;
};

/// What all together, or each of them, may cost; 0 for no limit.
struct UploadLimits {
  std::uint32_t bitrate = 0;     ///< of all pictures together, bit/s
  std::uint32_t pixels = 0;      ///< of all pictures together, thousands a second to encode
  std::uint32_t each = 0;        ///< of each picture, bit/s
  std::uint32_t max_height = 0;  ///< of each camera's picture
  bool shared = true;            ///< by several others; to one alone the browser knows what to send

  friend bool operator==(const UploadLimits&, const UploadLimits&) = default;
};

/// The limits for `quality` with so many processor cores. `measured`: what our line bears, bit/s; 0
/// if that is not known. `each`: the application's own limit.
UploadLimits upload_limits(VideoQuality quality, std::uint32_t cores, std::uint32_t measured,
                           std::uint32_t each);

/// With VideoQuality::Saving, the most lines of what is not of high priority.
inline constexpr std::uint32_t saving_height = 270;

struct UploadShares {
  /// In the order of the demands.
  std::vector<Encoding> encodings;
  /// Some would be better with a higher `UploadLimits::bitrate`, or a connection that bears more.
  bool wants_more = false;
};

/// Shares the upload so that everybody gets about the same part of what they show.
UploadShares share_upload(const std::vector<VideoDemand>& demands, const UploadLimits& limits);

}  // namespace parley::core

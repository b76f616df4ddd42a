// Pictures of which Janus has not begun to forward the layer that was asked for.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "janus_request.h"
#include "parley/base/instant.h"

namespace parley::sfu {

/// A layer begins with a key frame, for which Janus asks the publisher once. The publisher's browser
/// ignores that right after another key frame, and the picture would never come: Janus has to be asked
/// again.
class AwaitedLayers {
 public:
  /// Those have been asked for.
  void asked(const ChooseLayers& layers, base::Instant now);
  /// Those m-lines carry something else from now on.
  void switched(const Switch& changes);
  /// Janus forwards a layer there.
  void arrived(const std::string& mid) { awaited_.erase(mid); }

  [[nodiscard]] std::optional<base::Instant> deadline() const;
  /// What is to be asked for again.
  [[nodiscard]] ChooseLayers take_due(base::Instant now);

 private:
  struct Awaited {
    std::uint32_t layer = 0;
    base::Instant due{};
    std::uint32_t repetitions = 0;
  };

  std::map<std::string, Awaited> awaited_;  // by mid
};

}  // namespace parley::sfu

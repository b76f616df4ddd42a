// Who speaks, out of how loud everyone is.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "parley/core/time.h"

namespace parley::core {

/// A cough or a door is not a speech, and two who speak at once do not change places with every
/// word: one has to be louder than the present speaker for a while, and who has just become the
/// speaker stays it for a moment. In a silence the last one stays.
class DominantSpeaker {
 public:
  /// `level`: RTCRtpContributingSource.audioLevel, 0 to 1, some times a second.
  /// True where the speaker is another now.
  bool heard(const std::string& participant, double level, Time now);
  /// The participant has left. True where it was the speaker.
  bool left(const std::string& participant);

  /// Empty while nobody has spoken.
  [[nodiscard]] const std::string& speaker() const { return speaker_; }

 private:
  struct Voice {
    std::string participant;
    double loudness = 0;  // the level, smoothed
    std::optional<Time> louder_since;
  };

  Voice& voice_of(const std::string& participant);

  std::vector<Voice> voices_;
  std::string speaker_;
  Time speaker_since_{};
};

}  // namespace parley::core

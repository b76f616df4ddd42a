// Determines the dominant speaker from everyone's loudness.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "parley/core/time.h"

namespace parley::core {

/// Neither a cough nor a slammed door changes the speaker, and two people who speak at once do not
/// alternate with every word. To become the speaker, someone has to be louder than the present one
/// for a while; a new speaker then remains it for a moment. During silence the last one remains.
class DominantSpeaker {
 public:
  /// `level`: RTCRtpContributingSource.audioLevel, 0 to 1, reported several times a second.
  /// True if the speaker has changed.
  bool heard(const std::string& participant, double level, Time now);
  /// An SFU hears the participant speak, or no longer. True if the speaker has changed: while the
  /// present one speaks, nobody else becomes it.
  bool spoke(const std::string& participant, bool on, Time now);
  /// The participant has left. True if it was the speaker.
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
  std::vector<std::string> speaking_;  // whom an SFU hears
  std::string speaker_;
  Time speaker_since_{};
};

}  // namespace parley::core

#include "parley/core/dominant_speaker.h"

#include <algorithm>

#include "parley/core/limits.h"

namespace parley::core {
namespace {

// A voice gets loud at once and falls silent slowly, as the pauses between words do not count.
constexpr double attack = 0.6;
constexpr double decay = 0.15;
// Below it is the noise of a room: -40 dBov.
constexpr double audible = 0.01;
// So much louder than the speaker is louder: 3.5 dB.
constexpr double margin = 1.5;

}  // namespace

bool DominantSpeaker::heard(const std::string& participant, double level, Time now) {
  Voice& voice = voice_of(participant);
  const double rate = level > voice.loudness ? attack : decay;
  voice.loudness += rate * (std::clamp(level, 0.0, 1.0) - voice.loudness);
  if (participant == speaker_) return false;

  double to_beat = 0;
  for (const Voice& other : voices_) {
    if (other.participant == speaker_) to_beat = other.loudness * margin;
  }
  if (voice.loudness < std::max(audible, to_beat)) {
    voice.louder_since.reset();
    return false;
  }
  if (!voice.louder_since) voice.louder_since = now;
  const bool long_enough = now - *voice.louder_since >= limits::speech;
  const bool may_change = speaker_.empty() || now - speaker_since_ >= limits::speaker_stays;
  if (!long_enough || !may_change) return false;
  voice.louder_since.reset();
  speaker_ = participant;
  speaker_since_ = now;
  return true;
}

bool DominantSpeaker::spoke(const std::string& participant, bool on, Time now) {
  std::erase(speaking_, participant);
  if (on) speaking_.push_back(participant);
  const bool goes_on = std::find(speaking_.begin(), speaking_.end(), speaker_) != speaking_.end();
  if (goes_on || speaking_.empty()) return false;
  speaker_ = speaking_.back();
  speaker_since_ = now;
  return true;
}

DominantSpeaker::Voice& DominantSpeaker::voice_of(const std::string& participant) {
  for (Voice& voice : voices_) {
    if (voice.participant == participant) return voice;
  }
  voices_.push_back({participant, 0, std::nullopt});
  return voices_.back();
}

bool DominantSpeaker::left(const std::string& participant) {
  std::erase_if(voices_,
                [&participant](const Voice& voice) { return voice.participant == participant; });
  std::erase(speaking_, participant);
  if (speaker_ != participant) return false;
  speaker_.clear();
  return true;
}

}  // namespace parley::core

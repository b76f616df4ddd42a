#include "parley/doctor/judge.h"
#include "words.h"

namespace parley::doctor {

Finding judge_sfu(const SfuFacts& facts) {
  const std::string tried = "Asked the Janus at --sfu " + facts.address + " for info.";
  if (!facts.error.empty()) {
    return {"sfu-unreachable", Severity::Broken, tried, printable(facts.error) + ".",
            "Check that Janus runs and that its WebSocket transport listens there (ws_port or "
            "ws_unix in janus.transport.websockets.jcfg), and that this user may open it."};
  }
  const std::string who = "Janus " + printable(facts.version);
  if (!facts.has_video_room) {
    return {"sfu-no-video-room", Severity::Broken, tried,
            who + " answers, but has no VideoRoom plugin.",
            "Have Janus load janus.plugin.videoroom."};
  }
  if (facts.is_secret_refused) {
    return {"sfu-secret", Severity::Broken, tried, who + " answers, but refuses the secret.",
            "Give Parley the api_secret of janus.jcfg: --sfu-secret."};
  }
  if (facts.has_string_ids && !*facts.has_string_ids) {
    return {"sfu-number-ids", Severity::Broken, tried,
            who + " answers, but its rooms have numbers for names.",
            "Set string_ids = true in janus.plugin.videoroom.jcfg, and restart Janus."};
  }
  return {"sfu", Severity::Good, tried, who + " answers, and has VideoRoom."};
}

}  // namespace parley::doctor

// Which of the vendor's files run: those that test the library as a page sees it.
//
// Left out, because they test parts inside of twilio-video.js that a page never sees: webrtc/getstats,
// webrtc/rtcpeerconnection, util/insightspublisher, util/simulcast. Left out because they skip all of their tests without
// a Docker daemon that takes networks away: docker/docker, docker/reconnection; tests/browser/survival.test.mjs tests that
// here. browserbugs/chromium has no test.

export const SPECS = [
  'connect',
  'room',
  'localparticipant/publishunpublishtrack',
  'localparticipant/regressions',
  'localparticipant/networkqualitylevel',
  'localtrackpublication',
  'localtracks',
  'remotetracks',
  'bandwidthprofile/video',
  'bandwidthprofile/publisherhints',
  'bandwidthprofile/renderhints',
  'bandwidthprofile/regressions',
  'audioonlyrooms',
  'leaktests',
  'logger',
  'noisecancellation',
  'preflight',
  'rest',
  'transcription',
  'util/support',
];

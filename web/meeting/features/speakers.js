/** @import { MeetingPage } from '../meeting_page.js' */
import { ActiveSpeaker } from '../audio/active_speaker.js';
import { Meter, VOICE } from '../audio/meter.js';
import { isOfScreen } from '../screen_names.js';

const PERIOD_MS = 100;

/** Marks whoever speaks. @param {MeetingPage} page */
export function installSpeakers({ call, tiles, microphone }) {
  /** @type {Map<string, { track: MediaStreamTrack, meter: Meter }>} */
  const meters = new Map();
  /** @type {ReturnType<typeof setInterval> | undefined} */
  let timer;
  let speaker = new ActiveSpeaker(VOICE);

  /** What is to be heard of everyone now. @returns {Map<string, MediaStreamTrack>} */
  function voices() {
    /** @type {Map<string, MediaStreamTrack>} */
    const tracks = new Map();
    if (microphone.isOn && microphone.track) tracks.set('local', microphone.track.mediaStreamTrack);
    for (const { sid, audioTracks } of call.others) {
      const voice = [...audioTracks.values()].find(({ trackName }) => !isOfScreen(trackName));
      if (voice?.isTrackEnabled && voice.track) tracks.set(sid, voice.track.mediaStreamTrack);
    }
    return tracks;
  }

  function listen() {
    const tracks = voices();
    for (const [id, { track, meter }] of meters) {
      if (tracks.get(id) === track) continue;
      meter.stop();
      meters.delete(id);
    }
    for (const [id, track] of tracks) {
      if (!meters.has(id)) meters.set(id, { track, meter: new Meter(track) });
    }
    const levels = new Map([...meters].map(([id, { meter }]) => [id, meter.level]));
    tiles.setSpeaker(speaker.update(levels, performance.now()));
  }

  call.addEventListener('entered', () => {
    speaker = new ActiveSpeaker(VOICE);
    timer = setInterval(listen, PERIOD_MS);
  });
  call.addEventListener('left', () => {
    clearInterval(timer);
    for (const { meter } of meters.values()) meter.stop();
    meters.clear();
    tiles.setSpeaker(null);
  });
}

/** Plays sound that nobody hears: Chromium decodes sound only while it is played, and else does not know how loud it is. */
export class MutedPlayback {
  /** @type {Map<MediaStreamTrack, HTMLAudioElement>} */
  #elements = new Map();

  /** Plays these tracks and no others. @param {MediaStreamTrack[]} tracks */
  play(tracks) {
    for (const [track, element] of this.#elements) {
      if (tracks.includes(track)) continue;
      element.srcObject = null;
      this.#elements.delete(track);
    }
    for (const track of tracks) {
      if (!this.#elements.has(track)) this.#elements.set(track, startMuted(track));
    }
  }
}

/** @param {MediaStreamTrack} track */
function startMuted(track) {
  const element = document.createElement('audio');
  element.muted = true;
  element.srcObject = new MediaStream([track]);
  // Where a browser refuses, it knows the level all the same, or nobody does.
  element.play().catch(() => {});
  return element;
}

/** Everyone's sound as one track, which people join and leave while it is recorded. */
export class MixedSound {
  #context = new AudioContext();
  #mix = this.#context.createMediaStreamDestination();
  /** @type {Map<MediaStreamTrack, MediaStreamAudioSourceNode>} */
  #sources = new Map();
  track = this.#mix.stream.getAudioTracks()[0];

  /** @param {MediaStreamTrack[]} tracks all that are to be heard from now on */
  set(tracks) {
    for (const [track, source] of this.#sources) {
      if (tracks.includes(track)) continue;
      source.disconnect();
      this.#sources.delete(track);
    }
    for (const track of tracks) {
      if (this.#sources.has(track) || track.readyState === 'ended') continue;
      const source = this.#context.createMediaStreamSource(new MediaStream([track]));
      source.connect(this.#mix);
      this.#sources.set(track, source);
    }
  }

  async stop() {
    this.set([]);
    this.track.stop();
    await this.#context.close();
  }
}

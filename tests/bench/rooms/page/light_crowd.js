// Light participants of a large room: each sends one small picture, few of them sound, and each asks for a few pictures of
// the others. The benchmark calls window.lightCrowd. Needs sfu_clients.js in the page.

/** How large they want pictures. */
const WISHED_HEIGHT = 180;

class LightParticipant extends SfuClient {
  /** Video sids of the others, by identity. @type {Map<string, string>} */
  pictures = new Map();
  /** When the first frame of the one that it waits for was there, comparable between pages. */
  firstFrame = 0;
  /** @type {string[]} */
  #wished = [];
  #awaited = '';
  #video = document.createElement('video');

  /** @param {string} room @param {string} name @param {MediaStream} media */
  constructor(room, name, media) {
    super(room, name, media);
    this.#video.muted = true;
    this.entered = new Promise((resolve, reject) => {
      this.socket.addEventListener('message', ({ data }) => {
        const message = JSON.parse(data);
        if (message.type === 'WELCOME') {
          // Nothing until all are in: everyone would be sent everything.
          this.#ask();
          message.participants.forEach((/** @type {any} */ other) => this.#meet(other));
          resolve(this);
        } else if (message.type === 'USER_JOIN') {
          this.#meet(message);
        } else if (message.type === 'USER_LEAVE') {
          for (const [identity, { id }] of this.#members) if (id === message.from) this.pictures.delete(identity);
        } else if (message.type === 'SLOTS') {
          this.#watch();
        }
      });
      this.socket.addEventListener('close', ({ code, reason }) => reject(new Error(`${name}: closed, ${code} ${reason}`)));
    });
  }

  /** Wants to see those. @param {string[]} identities */
  wish(identities) {
    this.#wished = identities;
    this.#ask();
  }

  /** Wants to see that one, who is to come, before all others. @param {string} identity */
  await(identity) {
    this.#awaited = identity;
    this.firstFrame = 0;
    this.#video.srcObject = null;
    this.#ask();
  }

  /** @type {Map<string, {id: string}>} */
  #members = new Map();

  /** @param {{id?: string, from?: string, identity: string, tracks?: {kind: string, sid: string}[]}} other */
  #meet({ id, from, identity, tracks = [] }) {
    this.#members.set(identity, { id: id ?? from ?? '' });
    const picture = tracks.find(({ kind }) => kind === 'video');
    if (!picture) return;
    this.pictures.set(identity, picture.sid);
    if (identity === this.#awaited) this.#ask();
  }

  #ask() {
    const sids = [this.#awaited, ...this.#wished].flatMap((identity) => this.pictures.get(identity) ?? []);
    this.say({ type: 'PREFERENCES', to: 'sfu:receive', tracks: sids.map((sid) => ({ sid, height: WISHED_HEIGHT })) });
  }

  #watch() {
    const sid = this.pictures.get(this.#awaited);
    if (sid === undefined || this.#video.srcObject) return;
    const mid = Object.keys(this.slots).find((slot) => this.slots[slot].sid === sid);
    const transceiver = this.receiving?.getTransceivers().find((one) => one.mid === mid);
    if (mid === undefined || !transceiver) return;
    this.#video.srcObject = new MediaStream([transceiver.receiver.track]);
    this.#video.requestVideoFrameCallback(() => (this.firstFrame ||= performance.timeOrigin + performance.now()));
    void this.#video.play();
    document.body.append(this.#video);
  }
}

/** A small picture in which something moves. @param {number} frameRate */
function smallPicture(frameRate) {
  const canvas = Object.assign(document.createElement('canvas'), { width: 160, height: 90 });
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
  let count = 0;
  setInterval(() => {
    context.fillStyle = '#468';
    context.fillRect(0, 0, 160, 90);
    for (let line = 0; line < 8; ++line) {
      context.fillStyle = `hsl(${line * 45} 60% 60%)`;
      context.fillRect(20 + 10 * line + 10 * Math.sin(count / 3 + line), 10, 6, 70);
    }
    count += 1;
  }, 1000 / frameRate);
  return canvas.captureStream(frameRate).getVideoTracks()[0];
}

function speech() {
  const context = new AudioContext();
  const destination = context.createMediaStreamDestination();
  const voice = new OscillatorNode(context, { frequency: 200 + 100 * Math.random() });
  voice.connect(destination);
  voice.start();
  return destination.stream.getAudioTracks()[0];
}

Object.assign(globalThis, {
  /**
   * @param {string} room
   * @param {string[]} names
   * @param {{frameRate: number, voices: number, wishes: number}} how how many of them send sound, and how many pictures
   *   each asks for
   */
  async lightCrowd(room, names, { frameRate, voices, wishes }) {
    const picture = smallPicture(frameRate);
    const crowd = [];
    for (const [index, name] of names.entries()) {
      const one = new LightParticipant(room, name, new MediaStream(index < voices ? [picture, speech()] : [picture]));
      await one.entered;
      crowd.push(one);
    }
    crowd.forEach((one, index) => one.wish(Array.from({ length: wishes }, (_, step) => names[(index + step + 1) % names.length])));
    return crowd;
  },
});

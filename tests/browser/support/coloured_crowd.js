// Participants with the library, many of them in one page, each with a colour of its own as its picture. They note what
// they are shown of the others: whether it is the right colour, black, or stands still. Tests call window.colouredCrowd.
/* global Parley */

/** @param {number} hue of the picture; its lightness changes, so that every frame is another */
function picture(hue) {
  const canvas = Object.assign(document.createElement('canvas'), { width: 640, height: 360 });
  const context = canvas.getContext('2d');
  let count = 0;
  const draw = () => {
    context.fillStyle = `hsl(${hue} 90% ${45 + (count++ % 10)}%)`;
    context.fillRect(0, 0, 640, 360);
  };
  draw();
  const timer = setInterval(draw, 66);
  const [track] = canvas.captureStream(15).getVideoTracks();
  return { track, stop: () => clearInterval(timer) };
}

function tone() {
  const audio = new AudioContext();
  const gain = new GainNode(audio, { gain: 0.2 });
  const destination = audio.createMediaStreamDestination();
  const oscillator = new OscillatorNode(audio, { frequency: 300 });
  oscillator.connect(gain).connect(destination);
  oscillator.start();
  return destination.stream.getAudioTracks()[0];
}

/** @param {CanvasRenderingContext2D} context @param {HTMLVideoElement} video @returns {number | 'black'} its hue */
function hueOf(context, video) {
  context.drawImage(video, 0, 0, 1, 1);
  const [r, g, b] = context.getImageData(0, 0, 1, 1).data;
  const [most, least] = [Math.max(r, g, b), Math.min(r, g, b)];
  if (most < 40) return 'black';
  const [from, difference] = most === r ? [0, g - b] : most === g ? [120, b - r] : [240, r - g];
  return (from + (60 * difference) / Math.max(most - least, 1) + 360) % 360;
}

/** All connections of this page. @type {RTCPeerConnection[]} */
const connections = [];
globalThis.RTCPeerConnection = class extends RTCPeerConnection {
  /** @param {RTCConfiguration} [configuration] */
  constructor(configuration) {
    super(configuration);
    connections.push(this);
  }
};

/** Frames sent by each connection that has sent any since the call before, by its place in the list. */
const sentBefore = new Map();
async function sending() {
  const now = [];
  for (const [index, connection] of connections.entries()) {
    if (connection.connectionState === 'closed') continue;
    let frames = 0;
    for (const [, one] of await connection.getStats()) {
      if (one.type === 'outbound-rtp' && one.kind === 'video') frames += one.framesSent ?? 0;
    }
    if (frames > (sentBefore.get(index) ?? 0)) now.push(index);
    sentBefore.set(index, frames);
  }
  return now;
}

/** What one participant is shown of another. */
class Watched {
  frames = 0;
  black = 0;
  wrong = 0;
  longestGap = 0;
  #last = 0;
  #context = Object.assign(document.createElement('canvas'), { width: 1, height: 1 }).getContext('2d');

  /** @param {HTMLVideoElement} video @param {number} hue */
  constructor(video, hue) {
    this.video = video;
    this.hue = hue;
    video.requestVideoFrameCallback(() => this.#look());
  }

  /** Forgets how long it stood still. */
  restart() {
    this.longestGap = 0;
    this.#last = performance.now();
  }

  #look() {
    this.video.requestVideoFrameCallback(() => this.#look());
    const now = performance.now();
    if (this.#last > 0) this.longestGap = Math.max(this.longestGap, now - this.#last);
    this.#last = now;
    this.frames += 1;
    const hue = hueOf(this.#context, this.video);
    if (hue === 'black') this.black += 1;
    else if (Math.min(Math.abs(hue - this.hue), 360 - Math.abs(hue - this.hue)) > 20) this.wrong += 1;
  }
}

class Participant {
  /** @type {Map<string, Watched>} by identity */
  seen = new Map();
  /** @type {string[]} */
  heard = [];

  /** @param {string} room @param {number} number @param {object} options */
  async enter(room, number, options) {
    this.number = number;
    this.picture = picture(hueOfNumber(number));
    this.sound = tone();
    const data = new Parley.Video.LocalDataTrack();
    this.data = data;
    this.room = await Parley.Video.connect('', {
      identity: `P${number}`, name: room, tracks: [this.picture.track, this.sound, data], dominantSpeaker: true, ...options,
    });
    this.room.participants.forEach((other) => this.#meet(other));
    this.room.on('participantConnected', (other) => this.#meet(other));
    return this;
  }

  /** @param {any} other */
  #meet(other) {
    other.on('trackSubscribed', (track) => {
      if (track.kind === 'data') track.on('message', (text) => this.heard.push(`${other.identity}: ${text}`));
      if (track.kind === 'audio') document.body.append(track.attach());
      if (track.kind !== 'video') return;
      const video = track.attach();
      Object.assign(video.style, { width: '160px', height: '90px' });
      document.body.append(video);
      this.seen.set(other.identity, new Watched(video, hueOfNumber(Number(other.identity.slice(1)))));
    });
    other.on('trackUnsubscribed', (track) => {
      if (track.kind !== 'data') track.detach().forEach((/** @type {Element} */ element) => element.remove());
      if (track.kind === 'video') this.seen.delete(other.identity);
    });
  }

  /** What it is shown of each of the others. */
  watch() {
    return Object.fromEntries([...this.seen].map(([name, { frames, black, wrong, longestGap }]) => [
      name, { frames, black, wrong, longestGap: Math.round(longestGap) }]));
  }

  leave() {
    this.room.disconnect();
    this.picture.stop();
    this.sound.stop();
  }
}

const hueOfNumber = (/** @type {number} */ number) => (number * 40) % 360;

/**
 * Lets so many enter, one after the other.
 * @param {string} room @param {number[]} numbers @param {object} [options] for connect()
 */
Object.assign(globalThis, {
  sending,
  colouredCrowd: async (/** @type {string} */ room, /** @type {number[]} */ numbers, options = {}) => {
    const crowd = [];
    for (const number of numbers) crowd.push(await new Participant().enter(room, number, options));
    return crowd;
  },
});

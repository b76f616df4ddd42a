// Runs in a page: participants that have no page of their own. Each speaks the protocol over a WebSocket and has a
// connection to whoever is not one of them; of each other they take no notice.

/**
 * @typedef {object} Light
 * @property {string} name
 * @property {boolean} [camera] sends a small drawn picture
 * @property {boolean} [voice] can be made to speak
 */

/** Puts `crowd` into the page. */
export function installCrowd() {
  const PING_MS = 5000;
  /** @type {Set<string>} */
  const ids = new Set();
  const sound = new AudioContext();
  const sid = () => `MT${crypto.randomUUID().replaceAll('-', '')}`;

  /** @param {string} name */
  function drawnPicture(name) {
    const canvas = document.createElement('canvas');
    Object.assign(canvas, { width: 320, height: 180 });
    const context = canvas.getContext('2d');
    if (!context) throw new Error('no canvas');
    const hue = [...name].reduce((sum, letter) => sum * 31 + letter.charCodeAt(0), 0) % 360;
    let turn = 0;
    setInterval(() => {
      turn += 0.2;
      context.fillStyle = `hsl(${hue} 25% 62%)`;
      context.fillRect(0, 0, 320, 180);
      context.fillStyle = `hsl(${hue} 40% 30%)`;
      context.beginPath();
      context.ellipse(160, 200, 90, 80, 0, 0, 7);
      context.fill();
      context.fillStyle = `hsl(${20 + (hue % 20)} 45% ${50 + (hue % 25)}%)`;
      context.beginPath();
      context.ellipse(160 + 3 * Math.sin(turn), 85, 38, 48, 0, 0, 7);
      context.fill();
    }, 100);
    return canvas.captureStream(10).getVideoTracks()[0];
  }

  class LightParticipant {
    /** How much of its tracks is asked for, by sid, as the latest PREFERENCES say. @type {Record<string, any>} */
    asked = {};
    id = '';
    /** @type {Map<string, RTCPeerConnection>} */
    #connections = new Map();
    /** @type {{ sid: string, kind: string, name: string, enabled: boolean, track: MediaStreamTrack | null }[]} */
    #tracks = [];
    /** @type {RTCDataChannel[]} */
    #channels = [];
    #received = 0;
    /** @type {GainNode | null} */
    #gain = null;
    #socket;

    /** @param {string} room @param {Light} how */
    constructor(room, { name, camera, voice }) {
      this.name = name;
      if (camera) this.#tracks.push({ sid: sid(), kind: 'video', name: 'camera', enabled: true, track: drawnPicture(name) });
      if (voice) this.#tracks.push({ sid: sid(), kind: 'audio', name: 'microphone', enabled: true, track: this.#voice() });
      this.#tracks.push({ sid: sid(), kind: 'data', name: 'parley-messages', enabled: true, track: null });
      this.#socket = new WebSocket(`${location.origin.replace('http', 'ws')}/ws/${encodeURIComponent(room)}`, 'parley.1');
    }

    enter() {
      return new Promise((resolve, reject) => {
        this.#socket.onopen = () => this.#say({ type: 'HELLO', identity: this.name, tracks: this.#published });
        this.#socket.onclose = ({ code, reason }) => reject(new Error(`${this.name}: closed, ${code} ${reason}`));
        this.#socket.onmessage = ({ data }) => {
          const message = JSON.parse(data);
          if (!['WELCOME', 'PONG', 'PING', 'ERROR'].includes(message.type)) this.#received += 1;
          if (message.type === 'WELCOME') {
            this.id = message.id;
            ids.add(this.id);
            setInterval(() => this.#say({ type: 'PING', received: this.#received }), PING_MS);
            const others = message.participants.filter((/** @type {{id: string}} */ { id }) => !ids.has(id));
            for (const { id, tracks } of others) this.#offer(id, tracks);
            resolve(this);
          } else {
            this.#receive(message);
          }
        };
      });
    }

    leave() {
      this.#say({ type: 'BYE' });
      this.#socket.onclose = null;
      for (const connection of this.#connections.values()) connection.close();
      this.#socket.close(1000);
    }

    /** @param {boolean} on */
    speak(on) {
      this.#gain?.gain.setValueAtTime(on ? 0.5 : 0, sound.currentTime);
    }

    /** As the page's own messages. @param {object} message */
    tell(message) {
      for (const channel of this.#channels) channel.send(JSON.stringify(message));
    }

    /** How its picture is asked for: its height, 0 if not at all, null if nothing was said. */
    get pictureAsked() {
      const { sid } = this.#tracks.find(({ kind }) => kind === 'video') ?? { sid: '' };
      const asked = this.asked[sid];
      return asked ? (asked.off ? 0 : asked.height ?? Infinity) : null;
    }

    get states() {
      return [...this.#connections.values()].map(({ connectionState }) => connectionState);
    }

    get #published() {
      return this.#tracks.map(({ sid, kind, name, enabled }) => ({ sid, kind, name, enabled }));
    }

    #voice() {
      const tone = new OscillatorNode(sound, { frequency: 150 + 200 * Math.random() });
      this.#gain = new GainNode(sound, { gain: 0 });
      const output = sound.createMediaStreamDestination();
      tone.connect(this.#gain).connect(output);
      tone.start();
      return output.stream.getAudioTracks()[0];
    }

    /** @param {object} message */
    #say(message) {
      if (this.#socket.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify(message));
    }

    /** @param {any} message */
    #receive(message) {
      const { type, from } = message;
      if (type === 'USER_LEAVE') {
        this.#connections.get(from)?.close();
        this.#connections.delete(from);
      }
      if (!from || ids.has(from)) return;
      if (type === 'OFFER') this.#answer(message);
      if (type === 'ANSWER') this.#connections.get(from)?.setRemoteDescription(message.message);
      if (type === 'candidate') this.#connections.get(from)?.addIceCandidate(message.candidate).catch(() => {});
      if (type === 'PREFERENCES') {
        this.asked = Object.fromEntries(message.tracks.map((/** @type {{sid: string}} */ track) => [track.sid, track]));
        for (const connection of this.#connections.values()) this.#follow(connection);
      }
    }

    /** @param {string} to @param {number} epoch */
    #connection(to, epoch) {
      const connection = new RTCPeerConnection();
      this.#connections.get(to)?.close();
      this.#connections.set(to, connection);
      connection.onicecandidate = ({ candidate }) => candidate && this.#say({ type: 'candidate', to, candidate, epoch });
      const { sid = '' } = this.#tracks.find(({ kind }) => kind === 'data') ?? {};
      this.#channels.push(connection.createDataChannel(sid));
      for (const { track } of this.#tracks) if (track) connection.addTrack(track, new MediaStream([track]));
      return connection;
    }

    /** @param {string} to @param {{ kind: string }[]} tracks */
    async #offer(to, tracks) {
      const connection = this.#connection(to, 1);
      for (const { kind } of tracks) {
        if (kind !== 'data') connection.addTransceiver(kind, { direction: 'recvonly' });
      }
      await connection.setLocalDescription();
      this.#describe(to, connection, { type: 'OFFER', epoch: 1, offerId: 1 });
    }

    /** @param {any} offer */
    async #answer({ from, message, epoch, offerId, tracks }) {
      const known = this.#connections.get(from);
      const connection = known && known.signalingState !== 'closed' && offerId > 1 ? known : this.#connection(from, epoch);
      await connection.setRemoteDescription(message);
      await connection.setLocalDescription();
      this.#describe(from, connection, { type: 'ANSWER', epoch, offerId });
      // It looks at nobody.
      const off = Object.values(tracks ?? {}).map((sid) => ({ sid, off: true }));
      if (off.length > 0) this.#say({ type: 'PREFERENCES', to: from, tracks: off });
      this.#follow(connection);
    }

    /** @param {string} to @param {RTCPeerConnection} connection @param {object} message */
    #describe(to, connection, message) {
      const tracks = Object.fromEntries(connection.getTransceivers().flatMap(({ mid, sender }) => {
        const own = this.#tracks.find(({ track }) => track !== null && track === sender.track);
        return own && mid !== null ? [[mid, own.sid]] : [];
      }));
      this.#say({ ...message, to, message: connection.localDescription, tracks });
    }

    /** Sends no picture that nobody wants. @param {RTCPeerConnection} connection */
    #follow(connection) {
      for (const sender of connection.getSenders()) {
        const own = this.#tracks.find(({ track }) => track !== null && track === sender.track);
        const parameters = sender.getParameters();
        if (!own || parameters.encodings.length === 0) continue;
        for (const encoding of parameters.encodings) encoding.active = !this.asked[own.sid]?.off;
        sender.setParameters(parameters).catch(() => {});
      }
    }
  }

  /** @type {Map<string, LightParticipant>} */
  const people = new Map();
  Object.assign(globalThis, {
    crowd: {
      people,
      /** @param {string} room @param {Light} how */
      async enter(room, how) {
        people.set(how.name, await /** @type {Promise<LightParticipant>} */ (new LightParticipant(room, how).enter()));
      },
      /** @param {string} name */
      leave(name) {
        people.get(name)?.leave();
        people.delete(name);
      },
    },
  });
}

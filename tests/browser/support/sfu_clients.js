// Light clients of the protocol that send and receive through the SFU, many of them in one page. A
// page loads this; tests call window.sfuClients.

/** @typedef {{sfuEpoch?: number}} RoomState */

/** One participant. */
class SfuClient {
  /** @type {any[]} */
  heard = [];
  /** @type {RTCPeerConnection | null} */
  sending = null;
  /** @type {RTCPeerConnection | null} */
  receiving = null;
  /** @type {Record<string, {from: string, sid: string}>} */
  slots = {};
  /** @type {string[]} */
  speakers = [];
  id = '';
  sfuEpoch = 0;
  #sendEpoch = 0;
  #receiveEpoch = 0;

  /**
   * @param {string} room
   * @param {string} name
   * @param {MediaStream} media
   * @param {any} [encryption] a MediaEncryption
   */
  constructor(room, name, media, encryption) {
    this.media = media;
    this.name = name;
    this.encryption = encryption;
    this.socket = new WebSocket(`${location.origin.replace('http', 'ws')}/ws/${room}`, 'parley.1');
    const tracks = media.getTracks().map(({ kind }) => ({ sid: `MT${kind}-${name}`, kind, name: kind }));
    this.socket.onopen = () => this.say({ type: 'HELLO', identity: name, tracks, features: ['sfu'] });
    this.socket.onmessage = ({ data }) => this.#hear(JSON.parse(data));
  }

  /** @param {object} message */
  say(message) {
    this.socket.send(JSON.stringify(message));
  }

  /** @param {any} message */
  async #hear(message) {
    this.heard.push(message);
    if (message.type === 'WELCOME') {
      this.id = message.id;
      await this.#follow(message.room);
    } else if (message.type === 'ROOM') {
      await this.#follow(message);
    } else if (message.type === 'SLOTS') {
      this.slots = message.slots;
      this.#setTracks();
    } else if (message.type === 'SPEAKING' && message.on) {
      this.speakers.push(message.from);
    } else if (message.type === 'ANSWER' && message.from === 'sfu:send' && message.epoch === this.#sendEpoch) {
      await this.sending?.setRemoteDescription(message.message);
    } else if (message.type === 'OFFER' && message.from === 'sfu:receive') {
      await this.#answer(message);
    }
  }

  /** @param {RoomState} state */
  async #follow({ sfuEpoch = 0 }) {
    if (sfuEpoch === this.sfuEpoch) return;
    this.sfuEpoch = sfuEpoch;
    this.slots = {};
    this.sending?.close();
    this.receiving?.close();
    this.sending = this.receiving = null;
    if (sfuEpoch !== 0) await this.#send();
  }

  async #send() {
    const epoch = ++this.#sendEpoch;
    const connection = this.sending = new RTCPeerConnection();
    connection.onicecandidate = ({ candidate }) => this.#trickle('sfu:send', epoch, candidate);
    const tracks = /** @type {Record<string, string>} */ ({});
    for (const track of this.media.getTracks()) {
      const { sender } = connection.addTransceiver(track, { direction: 'sendonly' });
      this.encryption?.send(sender, track.kind, { participant: this.id, sid: `MT${track.kind}-${this.name}` });
    }
    await connection.setLocalDescription();
    for (const { mid, sender } of connection.getTransceivers()) tracks[mid ?? ''] = `MT${sender.track?.kind}-${this.name}`;
    this.say({ type: 'OFFER', to: 'sfu:send', epoch, offerId: 1, message: connection.localDescription, tracks });
  }

  /** @param {any} offer */
  async #answer({ epoch, offerId, message }) {
    if (epoch !== this.#receiveEpoch) {
      this.#receiveEpoch = epoch;
      this.receiving?.close();
      this.receiving = new RTCPeerConnection();
      this.receiving.onicecandidate = ({ candidate }) => this.#trickle('sfu:receive', epoch, candidate);
      this.receiving.ontrack = ({ receiver }) => this.encryption?.receive(receiver);
    }
    const connection = /** @type {RTCPeerConnection} */ (this.receiving);
    await connection.setRemoteDescription(message);
    this.#setTracks();
    await connection.setLocalDescription();
    this.say({ type: 'ANSWER', to: 'sfu:receive', epoch, offerId, message: connection.localDescription });
  }

  /** Whose track comes by which m-line. */
  #setTracks() {
    for (const { mid, receiver } of this.receiving?.getTransceivers() ?? []) {
      const slot = this.slots[mid ?? ''];
      this.encryption?.setTrack(receiver, slot ? { participant: slot.from, sid: slot.sid } : null);
    }
  }

  /** @param {string} to @param {number} epoch @param {RTCIceCandidate | null} candidate */
  #trickle(to, epoch, candidate) {
    this.say({ type: 'candidate', to, epoch, candidate: candidate?.toJSON() ?? { candidate: '' } });
  }

  /** How many frames of each participant's pictures, and packets of its sound, have come, by its id. */
  async received() {
    const received = /** @type {Record<string, {frames: number, packets: number, height: number}>} */ ({});
    const statistics = /** @type {any[]} */ ([...(await this.receiving?.getStats() ?? new Map()).values()]);
    for (const { type, kind, mid, framesDecoded = 0, packetsReceived = 0, frameHeight = 0 } of statistics) {
      if (type !== 'inbound-rtp' || !this.slots[mid]) continue;
      const one = received[this.slots[mid].from] ??= { frames: 0, packets: 0, height: 0 };
      if (kind === 'video') Object.assign(one, { frames: framesDecoded, height: frameHeight });
      else one.packets = packetsReceived;
    }
    return received;
  }

  leave() {
    this.say({ type: 'BYE' });
    this.sending?.close();
    this.receiving?.close();
  }
}

Object.assign(globalThis, {
  /**
   * @param {string} room
   * @param {number} count
   * @param {any} [encryption]
   * @param {string} [name] with which theirs begin
   */
  async sfuClients(room, count, encryption, name = 'P') {
    const media = await navigator.mediaDevices.getUserMedia({ video: { width: 320, height: 180, frameRate: 10 } });
    // The fake microphone beeps too seldom for somebody who speaks.
    const context = new AudioContext();
    const voice = new OscillatorNode(context);
    const destination = context.createMediaStreamDestination();
    voice.connect(destination);
    voice.start();
    media.addTrack(/** @type {MediaStreamTrack} */ (destination.stream.getAudioTracks()[0]));
    return Array.from({ length: count }, (_, index) => new SfuClient(room, `${name}${index}`, media, encryption));
  },
});

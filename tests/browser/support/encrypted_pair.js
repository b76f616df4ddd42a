// Two connections in a page, the media between them encrypted as it is for an SFU. A page loads this;
// tests call window.encryptedPair.

const CAMERA = { kind: 'video', sid: 'MT-camera' };
const MICROPHONE = { kind: 'audio', sid: 'MT-microphone' };

/** Media that goes from one connection to another. */
class EncryptedPair {
  sending = new RTCPeerConnection();
  receiving = new RTCPeerConnection();
  /** What was said of tracks. @type {string[]} */
  heard = [];

  /**
   * @param {any} start startEncryption()
   * @param {string} secret of the one who sends
   * @param {string} otherSecret of the one who receives
   */
  async open(start, secret, otherSecret) {
    this.encryption = await start(secret);
    this.decryption = await start(otherSecret, (/** @type {any} */ { participant, sid }, /** @type {boolean} */ readable) => {
      this.heard.push(`${participant} ${sid} ${readable}`);
    });
    const media = await navigator.mediaDevices.getUserMedia({ audio: true, video: { width: 640, height: 360 } });
    for (const track of media.getTracks()) this.sending.addTransceiver(track, { direction: 'sendonly' });
    this.sendAs('PA1');
    this.receiving.ontrack = ({ track, receiver }) => {
      this.decryption.receive(receiver);
      // Firefox decodes only what is shown.
      const element = document.createElement(track.kind === 'video' ? 'video' : 'audio');
      Object.assign(element, { srcObject: new MediaStream([track]), autoplay: true, muted: track.kind === 'video' });
      document.body.append(element);
      element.play().catch(() => {});
    };
    for (const [one, other] of [[this.sending, this.receiving], [this.receiving, this.sending]]) {
      one.onicecandidate = ({ candidate }) => other.addIceCandidate(candidate ?? undefined).catch(() => {});
    }
    await this.sending.setLocalDescription();
    await this.receiving.setRemoteDescription(/** @type {any} */ (this.sending.localDescription));
    await this.receiving.setLocalDescription();
    await this.sending.setRemoteDescription(/** @type {any} */ (this.receiving.localDescription));
  }

  /** @param {string} participant */
  sendAs(participant) {
    for (const { sender } of this.sending.getTransceivers()) {
      const { kind, sid } = sender.track?.kind === 'video' ? CAMERA : MICROPHONE;
      this.encryption.send(sender, kind, { participant, sid });
    }
  }

  /** @param {string | null} participant */
  receiveFrom(participant) {
    for (const { receiver } of this.receiving.getTransceivers()) {
      const { sid } = receiver.track.kind === 'video' ? CAMERA : MICROPHONE;
      this.decryption.setTrack(receiver, participant && { participant, sid });
    }
  }

  /** What has arrived: frames, and sound by its energy; and what did so before it was decrypted. */
  async arrived() {
    const arrived = { frames: 0, energy: 0, packets: 0, unreadable: this.decryption.unreadableFrames, asked: 0 };
    for (const report of /** @type {any[]} */ ([...(await this.receiving.getStats()).values()])) {
      if (report.type !== 'inbound-rtp') continue;
      arrived.packets += report.packetsReceived;
      if (report.kind === 'video') Object.assign(arrived, { frames: report.framesDecoded ?? 0, asked: report.pliCount ?? 0 });
      else arrived.energy = report.totalAudioEnergy ?? 0;
    }
    return arrived;
  }

  close() {
    this.encryption.release(this.sending);
    this.decryption.release(this.receiving);
    for (const connection of [this.sending, this.receiving]) connection.close();
    for (const each of [this.encryption, this.decryption]) each.stop();
  }
}

Object.assign(globalThis, {
  /**
   * @param {string} file where the encryption is
   * @param {string} secret
   * @param {string} otherSecret
   */
  async encryptedPair(file, secret, otherSecret) {
    const pair = new EncryptedPair();
    const start = file === '' ? /** @type {any} */ (globalThis).startEncryption : (await import(file)).startEncryption;
    await pair.open(start, secret, otherSecret);
    return pair;
  },
});

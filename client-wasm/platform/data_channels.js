/** @import { DataSender } from './data_sender.js' */
import { DATA_LIMITS } from './data_limits.js';
import { DataReceiver } from './data_receiver.js';

/** The data channels of one RTCPeerConnection, by their labels, which are sids of data tracks. */
export class DataChannels {
  #connection;
  /** @type {Map<string, { channel: RTCDataChannel, sender: DataSender }>} ours */
  #senders = new Map();
  /** @type {Map<string, DataReceiver>} theirs */
  #receivers = new Map();

  /**
   * @param {RTCPeerConnection} connection
   * @param {(label: string) => void} added  the other side has opened one
   */
  constructor(connection, added) {
    this.#connection = connection;
    connection.ondatachannel = ({ channel }) => {
      if (channel.label !== '' && !this.#receive(channel)) return;
      added(channel.label);
    };
  }

  /**
   * @param {string} sid
   * @param {DataSender} sender
   */
  open(sid, sender) {
    const channel = this.#connection.createDataChannel(sid, sender.init);
    this.#senders.set(sid, { channel, sender });
    sender.add(channel);
  }

  /**
   * Data is kept until someone listens, so the number of channels that may send it is limited.
   * @param {RTCDataChannel} channel
   * @returns {boolean} false if it was refused
   */
  #receive(channel) {
    if (this.#receivers.size >= DATA_LIMITS.receivedChannels || this.#receivers.has(channel.label)) {
      channel.close();
      return false;
    }
    this.#receivers.set(channel.label, new DataReceiver(channel));
    channel.onclose = () => this.#receivers.delete(channel.label);
    return true;
  }

  /** Makes room for the other side's channels: an m-line exists once there is a channel. */
  makeRoom() {
    this.#connection.createDataChannel('');
  }

  /**
   * @param {string} sid
   * @returns {boolean} whether it was a data track
   */
  close(sid) {
    const known = this.#senders.get(sid);
    if (!known) return false;
    this.#senders.delete(sid);
    known.sender.remove(known.channel);
    known.channel.close();
    return true;
  }

  /** To be called when the connection closes, because channels do not report that themselves. */
  closeAll() {
    for (const sid of [...this.#senders.keys()]) this.close(sid);
    this.#receivers.clear();
  }

  /** @param {string} label */
  receiver(label) {
    return this.#receivers.get(label) ?? null;
  }
}

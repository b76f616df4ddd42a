// A TURN client with only what tests need (RFC 8489, RFC 8656): over UDP, credentials made from a secret.

import { createHash, createHmac, randomBytes } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { isIPv6 } from 'node:net';

const MAGIC = 0x2112a442;
const HEADER_BYTES = 20;
const METHOD = { allocate: 3, createPermission: 8 };
const SUCCESS = 0x100;
const ATTRIBUTE = {
  username: 0x0006, integrity: 0x0008, error: 0x0009, peer: 0x0012, realm: 0x0014, nonce: 0x0015, family: 0x0017,
  transport: 0x0019,
};
const UDP = 17;
const TCP = 6;

/** @param {number} type @param {Buffer} value */
function attribute(type, value) {
  const bytes = Buffer.alloc(4 + Math.ceil(value.length / 4) * 4);
  bytes.writeUInt16BE(type, 0);
  bytes.writeUInt16BE(value.length, 2);
  value.copy(bytes, 4);
  return bytes;
}

/** @param {string} address */
function addressBytes(address) {
  if (!isIPv6(address)) return Buffer.from(address.split('.').map(Number));
  const dotted = /^(.*:)(\d+)\.(\d+)\.(\d+)\.(\d+)$/.exec(address);
  const [head, tail = ''] = (dotted ? dotted[1] + '0:0' : address).split('::');
  const groups = (/** @type {string} */ text) => text.split(':').filter(Boolean).map((group) => parseInt(group, 16));
  const [first, last] = [groups(head), groups(tail)];
  const all = [...first, ...Array(8 - first.length - last.length).fill(0), ...last];
  const bytes = Buffer.alloc(16);
  all.forEach((group, index) => bytes.writeUInt16BE(group, 2 * index));
  return bytes;
}

/** XOR-PEER-ADDRESS. @param {string} address @param {Buffer} id */
function peerAddress(address, id) {
  const mask = Buffer.alloc(HEADER_BYTES - 4);
  mask.writeUInt32BE(MAGIC);
  id.copy(mask, 4);
  const port = Buffer.alloc(2);
  port.writeUInt16BE(9 ^ (MAGIC >>> 16));
  const masked = addressBytes(address).map((byte, index) => byte ^ mask[index]);
  return attribute(ATTRIBUTE.peer, Buffer.concat([Buffer.from([0, isIPv6(address) ? 2 : 1]), port, masked]));
}

export class TurnClient {
  #socket = createSocket('udp4');
  #port;
  #username;
  #password;
  #realm = Buffer.alloc(0);
  #nonce = Buffer.alloc(0);

  /** @param {number} port of a server on this machine @param {string} secret */
  constructor(port, secret) {
    this.#port = port;
    this.#username = `${Math.floor(Date.now() / 1000) + 600}:tests`;
    this.#password = createHmac('sha1', secret).update(this.#username).digest('base64');
  }

  /**
   * Asks for a relay. @param {{ tcp?: boolean, ipv6?: boolean }} [kind]
   * @returns {Promise<number>} 0, or the number of the error
   */
  async allocate({ tcp = false, ipv6 = false } = {}) {
    const attributes = [attribute(ATTRIBUTE.transport, Buffer.from([tcp ? TCP : UDP, 0, 0, 0]))];
    if (ipv6) attributes.push(attribute(ATTRIBUTE.family, Buffer.from([2, 0, 0, 0])));
    const challenge = await this.#ask(METHOD.allocate, () => attributes);
    this.#realm = challenge.values.get(ATTRIBUTE.realm) ?? this.#realm;
    this.#nonce = challenge.values.get(ATTRIBUTE.nonce) ?? this.#nonce;
    return (await this.#ask(METHOD.allocate, () => attributes)).error;
  }

  /** Asks to send to that address. @param {string} address @returns {Promise<number>} 0, or the number of the error */
  async permit(address) {
    return (await this.#ask(METHOD.createPermission, (id) => [peerAddress(address, id)])).error;
  }

  close() {
    this.#socket.close();
  }

  /** @param {number} method @param {(id: Buffer) => Buffer[]} attributesFor */
  async #ask(method, attributesFor) {
    const id = randomBytes(12);
    const request = this.#signed(method, id, attributesFor(id));
    const answer = once(this.#socket, 'message', { signal: AbortSignal.timeout(20_000) });
    this.#socket.send(request, this.#port, '127.0.0.1');
    const [bytes] = await answer;
    return read(bytes);
  }

  /** @param {number} method @param {Buffer} id @param {Buffer[]} attributes */
  #signed(method, id, attributes) {
    const all = [...attributes];
    const isSigned = this.#nonce.length > 0;
    if (isSigned) {
      all.push(attribute(ATTRIBUTE.username, Buffer.from(this.#username)), attribute(ATTRIBUTE.realm, this.#realm),
        attribute(ATTRIBUTE.nonce, this.#nonce));
    }
    const body = Buffer.concat(all);
    const header = Buffer.alloc(HEADER_BYTES);
    header.writeUInt16BE(method, 0);
    header.writeUInt16BE(body.length + (isSigned ? 24 : 0), 2);
    header.writeUInt32BE(MAGIC, 4);
    id.copy(header, 8);
    const message = Buffer.concat([header, body]);
    if (!isSigned) return message;
    const key = createHash('md5').update(`${this.#username}:${this.#realm}:${this.#password}`).digest();
    return Buffer.concat([message, attribute(ATTRIBUTE.integrity, createHmac('sha1', key).update(message).digest())]);
  }
}

/** @param {Buffer} bytes */
function read(bytes) {
  /** @type {Map<number, Buffer>} */
  const values = new Map();
  for (let at = HEADER_BYTES; at + 4 <= bytes.length;) {
    const length = bytes.readUInt16BE(at + 2);
    values.set(bytes.readUInt16BE(at), bytes.subarray(at + 4, at + 4 + length));
    at += 4 + Math.ceil(length / 4) * 4;
  }
  const failure = values.get(ATTRIBUTE.error);
  const isSuccess = (bytes.readUInt16BE(0) & 0x110) === SUCCESS;
  return { values, error: isSuccess || !failure ? 0 : failure[2] * 100 + failure[3] };
}

// A file travels in pieces: 4 bytes for its number, 8 for where the piece begins, then the bytes.

const HEAD_BYTES = 12;

/** @typedef {{ number: number, offset: number, bytes: Uint8Array<ArrayBuffer> }} Piece */

/**
 * @param {number} number the file's
 * @param {number} offset where in the file the piece begins
 * @param {ArrayBuffer} content
 * @returns {ArrayBuffer}
 */
export function writePiece(number, offset, content) {
  const message = new Uint8Array(HEAD_BYTES + content.byteLength);
  const head = new DataView(message.buffer);
  head.setUint32(0, number);
  head.setBigUint64(4, BigInt(offset));
  message.set(new Uint8Array(content), HEAD_BYTES);
  return message.buffer;
}

/**
 * @param {unknown} data
 * @returns {Piece | null} where it is none
 */
export function readPiece(data) {
  if (!(data instanceof ArrayBuffer) || data.byteLength <= HEAD_BYTES) return null;
  const head = new DataView(data);
  return {
    number: head.getUint32(0),
    offset: Number(head.getBigUint64(4)),
    bytes: new Uint8Array(data, HEAD_BYTES),
  };
}

/** The longest texts that the server accepts, in bytes of UTF-8 (PROTOCOL.md). */
export const LONGEST_BYTES = {
  roomName: 128,
  identity: 256,
  password: 128,
};

/** Characters of a `sharedSecret`: so many that nobody finds it by trying, if it is random. */
export const SECRET_LENGTH = { least: 16, most: 256 };

/**
 * How many characters at the end of a text are too many for a limit in bytes.
 * @param {string} text
 * @param {number} bytes of UTF-8
 * @returns {number} 0 if the text is short enough
 */
export function charactersOver(text, bytes) {
  const { read } = new TextEncoder().encodeInto(text, new Uint8Array(bytes));
  return [...text.slice(read)].length;
}

/** How many pictures an SFU sends to a participant at a time (PROTOCOL.md, "Large rooms"). */
export const SFU_PICTURES = 16;

/**
 * A new id: two letters for its kind, and 32 random hex digits.
 * @param {string} prefix
 * @returns {string}
 */
export function createSid(prefix) {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return prefix + Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

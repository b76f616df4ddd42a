// What must not be in a log of events.

/** Addresses, as any line of SDP, candidate or URL has them. */
const ADDRESSES = [
  /\b\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}\b/,
  // IPv6: "::" or at least four groups. Times of day and fingerprints look the same and have no place here either.
  /(?<![\w:])(?:[0-9a-f]{1,4}:){3,}[0-9a-f:]*|::/i,
  /\.local\b/,
  /\b(?:https?|wss?):\/\//,
  /localhost/,
];

/** Lines of SDP that say who someone is, or are secret. */
const SECRETS = [/ice-pwd/, /fingerprint/, /cname/, /msid/, /sha-256/];

/**
 * What of a log is nobody's business; nothing, it is to be hoped.
 * @param {string} log
 * @param {string[]} names of people, rooms and devices
 * @returns {string[]}
 */
export function privateWordsIn(log, names) {
  const found = [...ADDRESSES, ...SECRETS].flatMap((pattern) => pattern.exec(log)?.[0] ?? []);
  return [...found, ...names.filter((name) => log.toLowerCase().includes(name.toLowerCase()))];
}

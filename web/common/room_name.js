const LONGEST_BYTES = 128;

/**
 * What is wrong with a room's name (the rule is PROTOCOL.md's), in words for the person who typed
 * it; '' where nothing is.
 * @param {string} name
 * @returns {string}
 */
export function roomNameProblem(name) {
  if (name === '') return 'Please enter a name for the room.';
  if (name === '.' || name === '..') return 'A room cannot be called "." or "..".';
  if (/\p{Cc}/u.test(name)) return 'The name has characters that cannot be shown.';
  // Lone surrogates have no UTF-8 at all.
  if (/\p{Surrogate}/u.test(name)) return 'The name has characters that cannot be shown.';
  if (new TextEncoder().encode(name).length > LONGEST_BYTES) {
    return 'The name is too long. Please choose a shorter one.';
  }
  return '';
}

/**
 * The name of the room that a meeting's address stands for: the last part of /room/NAME, or ?room=.
 * @param {URL | Location} address
 * @returns {string} '' where there is none
 */
export function roomNameIn({ pathname, search }) {
  const [, segment] = /\/room\/([^/]+)\/?$/.exec(pathname) ?? [];
  if (segment === undefined) return new URLSearchParams(search).get('room')?.trim() ?? '';
  try {
    return decodeURIComponent(segment);
  } catch {
    return '';
  }
}

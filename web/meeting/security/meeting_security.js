/** How it is about the others together. @typedef {'alone' | 'verified' | 'some' | 'unverified' | 'forged'} MeetingSecurity */

/**
 * @param {{ verification: string }[]} others
 * @returns {MeetingSecurity}
 */
export function meetingSecurity(others) {
  /** @param {string} one */
  const count = (one) => others.filter(({ verification }) => verification === one).length;
  if (others.length === 0) return 'alone';
  if (count('forged') > 0) return 'forged';
  if (count('unverified') === 0) return 'verified';
  return count('verified') > 0 ? 'some' : 'unverified';
}

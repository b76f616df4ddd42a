/** What one participant may have the others' pages do. Pages keep to it themselves, so only a faulty or a hostile one meets it. */
export const MESSAGE_LIMITS = {
  /** Characters of one message as JSON; a longer one is neither sent nor read. */
  length: 64 * 1024,
  /** Tokens of a participant who has been quiet: so much is read at once. */
  burst: 100,
  /** Tokens that come back each second. */
  perSecond: 5,
  /** A message costs one token, and one more for so many characters. */
  charactersPerToken: 4096,
  /** What has screen readers interrupted, or is answered at length, costs so many more. @type {Record<string, number>} */
  extra: { recording: 10, 'chat-known': 5 },
  /** Being reached anew, which is answered with all that one has to tell. */
  reached: 10,
  /** Messages of one participant that wait for tokens; what comes after them is dropped. */
  held: 200,
  /** Characters of those. */
  heldCharacters: 1024 * 1024,
  /** When so many wait, people are told. */
  heldTold: 50,
  /** Of those that waited, so many are read in one go. */
  releasedAtOnce: 10,
  /** What is read out of one participant's doings; that something more has happened is seen all the same. */
  announced: { burst: 20, perSecond: 2 },
};

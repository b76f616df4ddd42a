/** The limits of the chat, for the person and for peers. */
export const CHAT_LIMITS = {
  /** Characters (UTF-16 units, as a field counts them) of one message. */
  text: 4000,
  /** From this length on, the person is shown the number of characters. */
  textNearlyFull: 3600,
  /** Characters of a name. */
  name: 256,
  /** Entries in the log. Then the oldest are dropped; of an author with more than half of them, that one's. */
  entries: 500,
  /** Entries that are shown; the person may ask for as many more. */
  shown: 200,
  /** Entries that are drawn in one frame, and characters of them: more would hold up the page. */
  drawn: 20,
  drawnCharacters: 4000,
  /** Addresses in one text that are links. */
  links: 100,
  /** That one author says in a call. */
  number: 1_000_000,
  /** Authors that one remembers having met. */
  met: 1000,
  /** The age of something handed over, in milliseconds: 30 days. */
  age: 30 * 24 * 60 * 60 * 1000,
  /** Characters of entries in one message of handing over. */
  batch: 48 * 1024,
  /** Characters that one participant hands over when asked: each entry at its longest, as JSON. */
  history: 500 * 10_000,
  /** Handed-over entries that are read in one go. */
  readAtOnce: 10,
  /** How often one participant is told what was said before. Each time it is reached it may ask once. */
  told: { burst: 5, perSecond: 1 / 30 },
  /** Bytes of a file, which is held in memory by everyone who takes it. */
  fileBytes: 200 * 1024 * 1024,
  /** Characters of a file's name. */
  fileName: 255,
  /** Files that one participant offers; a piece has 32 bits for the number. */
  fileNumber: 0xffffffff,
  /** Bytes of a file in one message; all pieces but the last are that long. */
  pieceBytes: 64 * 1024,
  /** A piece that has not come for so many milliseconds is asked for again; next time after twice as many. */
  pieceMs: 5000,
  /** After so many such times nothing more of a file is waited for. */
  fileAttempts: 4,
};

/** What media encryption keeps, and for how long. */
export const ENCRYPTION_LIMITS = {
  /** A sender begins a new stream, with a key of its own, after so long or so many frames. */
  streamMs: 60 * 60_000,
  streamFrames: 2 ** 32 - 1,
  /** By which the clocks of two participants may differ: a wrong time zone, or 12 hours. */
  clockDifferenceMs: 12 * 60 * 60_000,
  /** How far behind the newest frame of a stream one may come: with 90 a second, of three layers, 11 seconds. */
  replayFrames: 1024,
  /** Streams that a page remembers: each track of 50 participants for some hours. */
  streams: 1024,
  /** Between two requests for a key frame. */
  keyFrameRequestMs: 500,
  /** What comes is told to be unreadable after so long, and so many frames one after the other. */
  unreadableMs: 2000,
  unreadableFrames: 25,
  /** Between two reports of how many frames were unreadable. */
  reportMs: 1000,
  /** For the worker to start. */
  startMs: 20_000,
};

/** How fast a level that has been loud is forgotten, per update. */
const DECAY = 0.8;

/** How much louder someone must be to take over from who speaks. */
const LOUDER = 1.6;

/** For how long who has fallen silent still counts as the one who speaks. */
const SILENCE_MS = 1200;

/** Who speaks, judged by how loud everyone is: without flicker at every cough. */
export class ActiveSpeaker {
  /** @type {string | null} */
  current = null;
  #threshold;
  /** @type {Map<string, number>} */
  #smoothed = new Map();
  #lastHeard = -Infinity;

  /** @param {number} threshold the level from which on it is a voice */
  constructor(threshold) {
    this.#threshold = threshold;
  }

  /**
   * @param {Map<string, number>} levels of everyone, now
   * @param {number} now in milliseconds
   * @returns {string | null} who speaks
   */
  update(levels, now) {
    for (const id of this.#smoothed.keys()) if (!levels.has(id)) this.#smoothed.delete(id);
    let loudest = null;
    let most = this.#threshold;
    for (const [id, level] of levels) {
      const smoothed = level * (1 - DECAY) + (this.#smoothed.get(id) ?? 0) * DECAY;
      this.#smoothed.set(id, smoothed);
      if (smoothed >= most) {
        most = smoothed;
        loudest = id;
      }
    }
    const own = this.current === null ? 0 : this.#smoothed.get(this.current) ?? 0;
    if (own >= this.#threshold) this.#lastHeard = now;
    const isOver = own < this.#threshold && now - this.#lastHeard > SILENCE_MS;
    if (loudest !== null && (isOver || this.current === null || most > own * LOUDER)) {
      this.current = loudest;
      this.#lastHeard = now;
    } else if (isOver) {
      this.current = null;
    }
    return this.current;
  }
}

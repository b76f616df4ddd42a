/**
 * In which order people sit on the stage. Nobody moves without need: whoever speaks and is not on the first page
 * takes the place of the one there who was active least recently, and that one gets the speaker's. All others keep
 * theirs.
 */
export class Seating {
  /** @type {string[]} */
  #order = [];
  /** When somebody was last active, as a number that grows. @type {Map<string, number>} */
  #active = new Map();
  #moment = 0;
  /** @type {Set<string>} */
  #raised = new Set();

  /** @returns {readonly string[]} */
  get order() {
    return this.#order;
  }

  /** Whose hand is raised, in the order in which they raised it. */
  get raised() {
    return [...this.#raised];
  }

  /** @param {string} id sits behind all others */
  add(id) {
    if (!this.#order.includes(id)) this.#order.push(id);
  }

  /**
   * @param {string} id
   * @param {boolean} hasPages the place is taken by the last one then, so that only the last page changes
   */
  remove(id, hasPages) {
    const index = this.#order.indexOf(id);
    this.#active.delete(id);
    this.#raised.delete(id);
    if (index < 0) return;
    const last = this.#order.length - 1;
    if (!hasPages || index === last) {
      this.#order.splice(index, 1);
      return;
    }
    this.#order[index] = this.#order[last];
    this.#order.pop();
  }

  /** @param {string} id speaks */
  noteActive(id) {
    this.#active.set(id, ++this.#moment);
  }

  /**
   * @param {string} id
   * @param {boolean} on whether the hand is raised; who has raised one is not sent away from the first page
   */
  raise(id, on) {
    if (on) this.#raised.add(id);
    else this.#raised.delete(id);
  }

  /**
   * Gives somebody a place on the first page.
   * @param {string} id
   * @param {readonly string[]} first those who are on it
   * @param {ReadonlySet<string>} held those of them who stay, as when somebody points at them
   * @returns {boolean} whether anybody has moved
   */
  bring(id, first, held) {
    if (first.includes(id)) return false;
    const free = first.filter((one) => !held.has(one));
    // All of them may have raised a hand; whoever speaks is seen nevertheless.
    const quiet = free.filter((one) => !this.#raised.has(one));
    const leaving = this.#leastActive(quiet.length > 0 || this.#raised.has(id) ? quiet : free);
    const from = this.#order.indexOf(id);
    if (leaving === undefined || from < 0) return false;
    const to = this.#order.indexOf(leaving);
    [this.#order[from], this.#order[to]] = [this.#order[to], this.#order[from]];
    return true;
  }

  /** Of those who were never active, the one who sits furthest behind. @param {string[]} ids */
  #leastActive(ids) {
    /** @param {string} id */
    const activity = (id) => this.#active.get(id) ?? 0;
    return ids.reduceRight(
      /** @param {string | undefined} least */
      (least, id) => (least === undefined || activity(id) < activity(least) ? id : least), undefined);
  }
}

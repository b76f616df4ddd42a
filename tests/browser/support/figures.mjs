// What was measured, in one line.

export class Figures {
  /** @type {Map<string, number[]>} */
  #values = new Map();

  /** @param {string} what @param {number} milliseconds */
  add(what, milliseconds) {
    const values = this.#values.get(what) ?? [];
    this.#values.set(what, [...values, milliseconds]);
  }

  toString() {
    return [...this.#values].map(([what, values]) => `${what}: ${summary(values)}`).join('; ');
  }
}

/** @param {number[]} values */
function summary(values) {
  const sorted = [...values].sort((a, b) => a - b);
  /** @param {number} share */
  const quantile = (share) => Math.round(sorted[Math.ceil(share * sorted.length) - 1] ?? NaN);
  return `median ${quantile(0.5)} ms, p95 ${quantile(0.95)}, max ${quantile(1)} (${sorted.length})`;
}

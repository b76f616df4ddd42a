// Figures that say something about times with outliers.

/** @param {number[]} values at least one */
export function median(values) {
  const sorted = ascending(values);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/**
 * The smallest value that this share of them does not exceed (nearest rank).
 * @param {number[]} values at least one
 * @param {number} share such as 0.95
 */
export function percentile(values, share) {
  const sorted = ascending(values);
  return sorted[Math.max(Math.ceil(share * sorted.length) - 1, 0)];
}

/** @param {number[]} values */
function ascending(values) {
  return [...values].sort((a, b) => a - b);
}

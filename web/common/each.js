/**
 * Calls a function for each of several values. If it throws for one, that is reported as an uncaught
 * error and the others are handled anyway, so that one peer's data cannot affect another's.
 * @template T
 * @param {Iterable<T>} items
 * @param {(item: T) => void} act
 */
export function withEach(items, act) {
  for (const item of items) {
    try {
      act(item);
    } catch (error) {
      reportError(error);
    }
  }
}

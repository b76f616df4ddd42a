/**
 * Does something with each of several. Where it throws for one, that is reported as an uncaught error
 * is, and the others have their turn all the same: what one peer has sent loses nothing of another's.
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

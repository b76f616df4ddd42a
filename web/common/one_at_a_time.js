// What waits for the browser, the network or the person can be asked for again meanwhile. These two say what
// becomes of that.

/**
 * An action that is not begun again while it is under way: pressing a button twice is wanting the same thing once.
 * @template {unknown[]} Arguments
 * @template Result
 * @param {(...values: Arguments) => Promise<Result>} act
 * @returns {(...values: Arguments) => Promise<Result>} the one under way, where there is one
 */
export function singleFlight(act) {
  /** @type {Promise<Result> | null} */
  let underWay = null;
  return (...values) => {
    underWay ??= act(...values).finally(() => {
      underWay = null;
    });
    return underWay;
  };
}

/**
 * An action that brings something up to date: asked for while it is under way, it is done once more afterwards, so
 * that what was true last holds, in whichever order the answers would have come.
 * @param {() => Promise<unknown>} act
 * @returns {() => Promise<void>} settled when it is up to date; of errors it is rejected with the last run's
 */
export function coalesced(act) {
  let isAskedFor = false;
  const run = singleFlight(async () => {
    /** @type {unknown[]} */
    let errors = [];
    while (isAskedFor) {
      isAskedFor = false;
      errors = await act().then(() => [], (error) => [error]);
    }
    if (errors.length > 0) throw errors[0];
  });
  return () => {
    isAskedFor = true;
    return run();
  };
}

// An action that waits for the browser, the network or the person may be started again in the meantime. These two
// functions define what happens then.

/**
 * An action that does not start again while it is in progress: two presses of a button count as one.
 * @template {unknown[]} Arguments
 * @template Result
 * @param {(...values: Arguments) => Promise<Result>} act
 * @returns {(...values: Arguments) => Promise<Result>} the one in progress, if there is one
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
 * An action that brings something up to date. If it is requested while in progress, it runs once more afterwards, so
 * that the latest state wins, whatever the order of the answers.
 * @param {() => Promise<unknown>} act
 * @returns {() => Promise<void>} settles when it is up to date; rejected with the last run's error
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

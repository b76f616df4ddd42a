/** Where there are no frames, as in a tab that is not seen. */
const LONGEST_MS = 250;

/**
 * A function that does something with the next frame, once, however often it is called until then.
 * @param {() => void} act
 * @returns {() => void}
 */
export function oncePerFrame(act) {
  /** @type {{ frame: number, timer: ReturnType<typeof setTimeout> } | null} */
  let due = null;
  const run = () => {
    if (!due) return;
    cancelAnimationFrame(due.frame);
    clearTimeout(due.timer);
    due = null;
    act();
  };
  return () => {
    due ??= { frame: requestAnimationFrame(run), timer: setTimeout(run, LONGEST_MS) };
  };
}

/** @import { MeetingPage } from '../meeting_page.js' */
import { coalesced } from '../../common/one_at_a_time.js';

/** Keeps the screen from going dark during a call. @param {MeetingPage} page */
export function installWakeLock({ call }) {
  /** @type {WakeLockSentinel | null} */
  let lock = null;
  // Someone who leaves while it is being granted no longer needs it, so this is checked again.
  const update = coalesced(async () => {
    const isNeeded = call.phase === 'in-call' && document.visibilityState === 'visible';
    if (!isNeeded) {
      await lock?.release();
      lock = null;
      return;
    }
    if (lock && !lock.released) return;
    // Refused when the battery is low, which is as good a reason as any.
    lock = (await navigator.wakeLock?.request('screen').catch(() => null)) ?? null;
  });
  call.addEventListener('change', update);
  // The browser takes it away when the page is out of sight.
  document.addEventListener('visibilitychange', update);
}

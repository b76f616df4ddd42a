/** @import { MeetingPage } from '../meeting_page.js' */
/** @import { News } from '../news.js' */
import { changeSettings, settings } from '../../common/settings.js';
import { t } from '../../i18n/translate.js';

/** Where the system shows them, on locked screens too. */
const MOST_CHARACTERS = 160;

/** Of each kind: the later ones take the place of the earlier. */
const LEAST_MS = 1000;

/** @returns {boolean} whether the person has switched them on, and the browser lets them be seen */
export function areNotificationsOn() {
  return settings().notifications === true && canAsk() && Notification.permission === 'granted';
}

/** Whether the browser has them at all. */
export function canAsk() {
  return typeof Notification !== 'undefined';
}

/**
 * Switches them on, for which the browser may ask the person, or off.
 * @param {boolean} on
 * @returns {Promise<'on' | 'off' | 'blocked' | 'failed'>}
 */
export async function switchNotifications(on) {
  const outcome = on ? await tryOne() : 'off';
  changeSettings({ notifications: outcome === 'on' ? true : undefined });
  return outcome;
}

/** @returns {Promise<'on' | 'blocked' | 'failed'>} */
async function tryOne() {
  if (await Notification.requestPermission() !== 'granted') return 'blocked';
  // Browsers of phones say that they have them, and then show none for a page: one tells.
  return notify({ title: t('noticed.notifications-on'), body: '', tag: 'on' }) ? 'on' : 'failed';
}

/** What happens while the person looks at something else. @param {MeetingPage} page */
export function showNotifications({ news, call, roomName }) {
  /** @type {Map<string, number>} */
  const shown = new Map();
  /** @type {Set<Notification>} */
  const open = new Set();

  news.addEventListener('news', (event) => {
    const { kind, words, show } = /** @type {CustomEvent<News>} */ (event).detail;
    const now = performance.now();
    if (isLookedAt() || !areNotificationsOn() || now - (shown.get(kind) ?? -Infinity) < LEAST_MS) return;
    // Among several nobody needs to be told who comes; who waits alone does.
    if (kind === 'went' || (kind === 'came' && call.size > 2)) return;
    shown.set(kind, now);
    const notification = notify({ title: roomName, body: [...words].slice(0, MOST_CHARACTERS).join(''), tag: kind });
    if (!notification) return;
    open.add(notification);
    notification.onclick = () => {
      focus();
      show?.();
      notification.close();
    };
    notification.onclose = () => open.delete(notification);
  });

  // Whoever looks has seen it, and of a call that is over nothing is left.
  const closeAll = () => {
    for (const notification of open) notification.close();
    open.clear();
  };
  for (const event of ['focus', 'pagehide']) addEventListener(event, closeAll);
  call.addEventListener('left', closeAll);
}

const isLookedAt = () => !document.hidden && document.hasFocus();

/**
 * @param {{ title: string, body: string, tag: string }} what of one tag only the last is seen
 * @returns {Notification | null} null where the browser shows none
 */
function notify({ title, body, tag }) {
  try {
    // The page has sounds of its own.
    return new Notification(title, { body, tag: `parley-${tag}`, silent: true });
  } catch {
    return null;
  }
}

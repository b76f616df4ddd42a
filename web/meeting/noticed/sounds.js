/** @import { MeetingPage } from '../meeting_page.js' */
/** @import { News, NewsKind } from '../news.js' */
import { settings } from '../../common/settings.js';
import { playNotes } from '../audio/notes.js';

/** @typedef {{ notes: readonly (readonly [frequency: number, start: number])[], loudest: number, seconds: number }} Sound */

/** None is an alarm: people are talking. @type {Record<NewsKind, Sound>} */
const SOUNDS = {
  came: { notes: [[587.33, 0], [880, 0.08]], loudest: 0.05, seconds: 0.2 },
  went: { notes: [[880, 0], [587.33, 0.08]], loudest: 0.05, seconds: 0.2 },
  message: { notes: [[1046.5, 0]], loudest: 0.04, seconds: 0.18 },
  knock: { notes: [[392, 0], [392, 0.2]], loudest: 0.12, seconds: 0.3 },
};

/** In larger calls somebody comes and goes all the time. */
export const MOST_HEARD = 8;

/** Of each kind; more would be a noise. */
const LEAST_MS = 1500;

/** Whether the person hears of it. @param {NewsKind} kind */
export function isHeard(kind) {
  return settings().sounds?.[kind] !== false;
}

/** Short, quiet sounds when somebody comes, goes, writes or knocks. @param {MeetingPage} page */
export function playSounds({ news, call }) {
  /** @type {Map<NewsKind, number>} */
  const played = new Map();
  news.addEventListener('news', (event) => {
    const { kind } = /** @type {CustomEvent<News>} */ (event).detail;
    const isOfMany = (kind === 'came' || kind === 'went') && call.size > MOST_HEARD;
    const now = performance.now();
    if (isOfMany || !isHeard(kind) || now - (played.get(kind) ?? -Infinity) < LEAST_MS) return;
    played.set(kind, now);
    const { notes, loudest, seconds } = SOUNDS[kind];
    playNotes(notes, loudest, seconds);
  });
}

import { stampOf } from './wall_time.js';

const HOUR_MS = 3600_000;
const DAY_MS = 24 * HOUR_MS;

/** What a zone's clocks do on a day of each year. @typedef {{ at: number, from: number, to: number }} Change `at`: by Unix time; offsets in minutes */

/** So many years are told one by one, where each is another; and so many have to be alike to be taken for a rule. */
const YEARS_TOLD = 5;
const YEARS_ALIKE = 3;

/**
 * A VTIMEZONE (RFC 5545 section 3.6.5), as the browser knows the zone: with it a meeting that recurs is at the same
 * hour in summer and winter, wherever its calendar is read.
 * @param {string} zone such as "Europe/Berlin"
 * @param {number} around by Unix time, in milliseconds: the years from then on are looked at
 * @returns {string[]} its lines
 */
export function timeZoneLines(zone, around) {
  const years = Array.from({ length: YEARS_TOLD }, (_, year) => changesOf(zone, around + year * 365 * DAY_MS));
  const yearly = ruleOf(years);
  const before = offsetOf(zone, around);
  const observances = yearly
    ? yearly.flatMap((change) => observance({ ...change, isYearly: true }))
    // What holds when the first meeting is, and then each change by itself.
    : [{ at: around - DAY_MS, from: before, to: before }, ...years.flat()].flatMap((change) => observance(change));
  return ['BEGIN:VTIMEZONE', `TZID:${zone}`, ...observances, 'END:VTIMEZONE'];
}

/** The two changes of a year if they are on the same days of each; else null. @param {Change[][]} years */
function ruleOf(years) {
  const [first, ...later] = years.slice(0, YEARS_ALIKE);
  const rule = (/** @type {Change[]} */ changes) => changes.map((change) => {
    const wall = wallOf(change);
    return [wall.getUTCMonth(), weekdayOf(wall), wall.getUTCHours(), change.from, change.to].join();
  }).sort().join(' ');
  return first.length === 2 && later.every((changes) => rule(changes) === rule(first)) ? first : null;
}

/** By the clocks of before the change. @param {Change} change */
function wallOf({ at, from }) {
  return new Date(at + from * 60_000);
}

/** @param {Change & { isYearly?: boolean }} change */
function observance(change) {
  const { from, to, isYearly = false } = change;
  const kind = to > from ? 'DAYLIGHT' : 'STANDARD';
  const wall = wallOf(change);
  return [
    `BEGIN:${kind}`,
    // A year before, for the part of the year in which the meeting begins.
    `DTSTART:${stampOf(isYearly ? yearBefore(wall) : wall)}`,
    `TZOFFSETFROM:${written(from)}`,
    `TZOFFSETTO:${written(to)}`,
    ...(isYearly ? [`RRULE:FREQ=YEARLY;BYMONTH=${wall.getUTCMonth() + 1};BYDAY=${weekdayOf(wall)}`] : []),
    `END:${kind}`,
  ];
}

/** The same weekday of the same month, a year before. @param {Date} wall */
function yearBefore(wall) {
  const day = weekdayOf(wall);
  // The days on which that weekday can be are a week.
  for (let back = 357; back <= 371; back += 7) {
    const before = new Date(wall.getTime() - back * DAY_MS);
    if (before.getUTCMonth() === wall.getUTCMonth() && weekdayOf(before) === day) return before;
  }
  return new Date(wall.getTime() - 364 * DAY_MS);
}

/** Such as "-1SU", the last Sunday, or "2SU", the second. @param {Date} wall */
function weekdayOf(wall) {
  const name = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'][wall.getUTCDay()];
  const days = new Date(Date.UTC(wall.getUTCFullYear(), wall.getUTCMonth() + 1, 0)).getUTCDate();
  const isLast = wall.getUTCDate() + 7 > days;
  return `${isLast ? -1 : Math.ceil(wall.getUTCDate() / 7)}${name}`;
}

/** @param {string} zone @param {number} around @returns {Change[]} within a year */
function changesOf(zone, around) {
  /** @type {Change[]} */
  const changes = [];
  let before = offsetOf(zone, around);
  for (let day = around; day < around + 365 * DAY_MS; day += DAY_MS) {
    const after = offsetOf(zone, day + DAY_MS);
    if (after === before) continue;
    changes.push({ at: momentOf(zone, day, before), from: before, to: after });
    before = after;
  }
  return changes;
}

/** Of the change within that day, to the minute. @param {string} zone @param {number} day @param {number} before */
function momentOf(zone, day, before) {
  let [start, end] = [day, day + DAY_MS];
  while (end - start > 60_000) {
    const middle = (start + end) / 2;
    if (offsetOf(zone, middle) === before) start = middle;
    else end = middle;
  }
  return Math.round(end / 60_000) * 60_000;
}

/** @param {string} zone @param {number} at @returns {number} minutes ahead of UTC */
function offsetOf(zone, at) {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: zone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric',
  }).formatToParts(at);
  const part = (/** @type {string} */ type) => Number(parts.find((one) => one.type === type)?.value);
  const wall = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'));
  return Math.round((wall - Math.floor(at / 60_000) * 60_000) / 60_000);
}

/** @param {number} minutes */
function written(minutes) {
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
  return `${minutes < 0 ? '-' : '+'}${String(hours).padStart(2, '0')}${String(rest).padStart(2, '0')}`;
}

import { stampOf } from './wall_time.js';
import { timeZoneLines } from './time_zone.js';

/** How often: each is a rule of RFC 5545 section 3.3.10. */
export const REPEATS = { never: '', daily: 'FREQ=DAILY', weekdays: 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR', weekly: 'FREQ=WEEKLY',
  fortnightly: 'FREQ=WEEKLY;INTERVAL=2', monthly: 'FREQ=MONTHLY' };

/** @typedef {keyof typeof REPEATS} Repeat */

/**
 * A meeting as a calendar has it.
 * @typedef {object} CalendarEvent
 * @property {string} title
 * @property {string} link
 * @property {string} about
 * @property {Date} start by the clock in `zone`, in its UTC fields
 * @property {number} minutes
 * @property {Repeat} repeat
 * @property {string} zone such as "Europe/Berlin"
 */

/** Octets in a line, without its end (RFC 5545 section 3.1). */
const LONGEST_LINE = 75;

/**
 * The text of an .ics file.
 * @param {CalendarEvent} event
 * @param {{ uid: string, now: Date }} made
 * @returns {string}
 */
export function icsOf(event, { uid, now }) {
  const { title, link, about, zone, repeat } = event;
  const { start, end } = timesOf(event);
  const rule = REPEATS[repeat];
  const lines = [
    'BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Parley//Meetings//EN', 'CALSCALE:GREGORIAN', 'METHOD:PUBLISH',
    ...timeZoneLines(zone, start.getTime()),
    'BEGIN:VEVENT',
    `UID:${uid}`,
    `DTSTAMP:${stampOf(now)}Z`,
    `DTSTART;TZID=${zone}:${stampOf(start)}`,
    `DTEND;TZID=${zone}:${stampOf(end)}`,
    ...(rule ? [`RRULE:${rule}`] : []),
    `SUMMARY:${escaped(title)}`,
    `DESCRIPTION:${escaped(`${about}\n${link}`)}`,
    `LOCATION:${escaped(link)}`,
    `URL:${link}`,
    'END:VEVENT', 'END:VCALENDAR',
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}

/**
 * The address at which Google Calendar proposes the same event.
 * @param {CalendarEvent} event
 * @returns {string}
 */
export function googleAddress(event) {
  const { title, link, about, zone, repeat } = event;
  const { start, end } = timesOf(event);
  const rule = REPEATS[repeat];
  const fields = new URLSearchParams({
    action: 'TEMPLATE', text: title, dates: `${stampOf(start)}/${stampOf(end)}`, ctz: zone,
    details: `${about}\n${link}`, location: link, ...(rule ? { recur: `RRULE:${rule}` } : {}),
  });
  const address = new URL('https://calendar.google.com/calendar/render');
  address.search = String(fields);
  return address.href;
}

/** @param {CalendarEvent} event */
function timesOf({ start, minutes, repeat }) {
  const first = new Date(start);
  // The first must be one of those that the rule names.
  while (repeat === 'weekdays' && first.getUTCDay() % 6 === 0) first.setUTCDate(first.getUTCDate() + 1);
  return { start: first, end: new Date(first.getTime() + minutes * 60_000) };
}

/** As a TEXT (RFC 5545 section 3.3.11). @param {string} text */
function escaped(text) {
  return text.replace(/[\\;,]/g, '\\$&').replace(/\r\n|\r|\n/g, '\\n');
}

/** In lines that are no longer than may be; no character is cut. @param {string} line */
function folded(line) {
  const encoder = new TextEncoder();
  let [text, length] = ['', 0];
  for (const character of line) {
    const octets = encoder.encode(character).length;
    if (length + octets > LONGEST_LINE) {
      text += '\r\n ';
      length = 1;
    }
    text += character;
    length += octets;
  }
  return text;
}

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { googleAddress, icsOf } from '../../../web/calendar/event.js';
import { timeZoneLines } from '../../../web/calendar/time_zone.js';
import { nextHour, wallTimeIn } from '../../../web/calendar/wall_time.js';

/** @param {Partial<import('../../../web/calendar/event.js').CalendarEvent>} [event] */
const eventOf = (event) => ({
  title: 'standup',
  link: 'https://meet.example.org/room/standup#key=abc',
  about: 'Join:',
  start: /** @type {Date} */ (wallTimeIn('2026-12-01T09:30')),
  minutes: 45,
  repeat: /** @type {const} */ ('never'),
  zone: 'Europe/Berlin',
  ...event,
});

const MADE = { uid: 'one@meet.example.org', now: new Date('2026-11-30T16:00:05Z') };

/** The content lines, unfolded as RFC 5545 section 3.1 has it. @param {string} ics */
const linesOf = (ics) => ics.replaceAll('\r\n ', '').split('\r\n');

test('an event has its times by the clock of its zone, and the link', () => {
  const lines = linesOf(icsOf(eventOf({ repeat: 'weekly' }), MADE));
  assert.equal(lines[0], 'BEGIN:VCALENDAR');
  assert.deepEqual(lines.slice(-3), ['END:VEVENT', 'END:VCALENDAR', '']);
  for (const line of ['UID:one@meet.example.org', 'DTSTAMP:20261130T160005Z', 'DTSTART;TZID=Europe/Berlin:20261201T093000',
    'DTEND;TZID=Europe/Berlin:20261201T101500', 'RRULE:FREQ=WEEKLY', 'SUMMARY:standup',
    'URL:https://meet.example.org/room/standup#key=abc',
    'DESCRIPTION:Join:\\nhttps://meet.example.org/room/standup#key=abc']) {
    assert.ok(lines.includes(line), line);
  }
  assert.ok(!linesOf(icsOf(eventOf(), MADE)).includes('RRULE:'));
});

test('what has a meaning in the format is escaped, and a line break is none of the file\'s', () => {
  const ics = icsOf(eventOf({ title: 'a;b,c\\d\r\nBEGIN:VALARM' }), MADE);
  const lines = linesOf(ics);
  assert.ok(lines.includes('SUMMARY:a\\;b\\,c\\\\d\\nBEGIN:VALARM'));
  assert.ok(!lines.includes('BEGIN:VALARM'));
});

test('lines have 75 octets at most, and no character is cut', () => {
  const title = `${'ä'.repeat(60)}${'👩‍💻'.repeat(30)}${'会'.repeat(60)}`;
  const ics = icsOf(eventOf({ title }), MADE);
  for (const line of ics.split('\r\n')) assert.ok(Buffer.byteLength(line) <= 75, line);
  assert.ok(!ics.replaceAll('\r\n', '').includes('\n'));
  assert.ok(linesOf(ics).includes(`SUMMARY:${title}`));
});

test('a meeting of weekdays begins on one', () => {
  const start = /** @type {Date} */ (wallTimeIn('2026-12-05T09:00'));
  const lines = linesOf(icsOf(eventOf({ repeat: 'weekdays', start }), MADE));
  assert.ok(lines.includes('DTSTART;TZID=Europe/Berlin:20261207T090000'));
  assert.ok(lines.includes('RRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR'));
});

test('a zone has the rules by which its clocks change', () => {
  const around = Date.UTC(2026, 10, 30);
  assert.deepEqual(timeZoneLines('Europe/Berlin', around), [
    'BEGIN:VTIMEZONE', 'TZID:Europe/Berlin',
    'BEGIN:DAYLIGHT', 'DTSTART:20260329T020000', 'TZOFFSETFROM:+0100', 'TZOFFSETTO:+0200', 'RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU', 'END:DAYLIGHT',
    'BEGIN:STANDARD', 'DTSTART:20261025T030000', 'TZOFFSETFROM:+0200', 'TZOFFSETTO:+0100', 'RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU', 'END:STANDARD',
    'END:VTIMEZONE',
  ]);
  const newYork = timeZoneLines('America/New_York', around);
  assert.ok(newYork.includes('RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU'));
  assert.ok(newYork.includes('RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU'));
  assert.ok(newYork.includes('DTSTART:20260308T020000'));
  const sydney = timeZoneLines('Australia/Sydney', around);
  assert.ok(sydney.indexOf('BEGIN:STANDARD') < sydney.indexOf('BEGIN:DAYLIGHT'));
  assert.deepEqual(timeZoneLines('Asia/Kolkata', around).filter((line) => /OFFSET|RRULE/.test(line)),
    ['TZOFFSETFROM:+0530', 'TZOFFSETTO:+0530']);
});

test('a zone without a rule has each change by itself, and what holds when the meeting is', () => {
  for (const zone of ['Africa/Casablanca', 'Asia/Jerusalem']) {
    const around = Date.UTC(2029, 0, 10);
    const lines = timeZoneLines(zone, around);
    assert.deepEqual(lines.filter((line) => line.startsWith('RRULE')), [], zone);
    const starts = lines.filter((line) => line.startsWith('DTSTART:')).map((line) => line.slice('DTSTART:'.length));
    assert.ok(starts.length > 5, `${zone}: ${starts}`);
    assert.ok(starts[0] < '20290110T000000', `${zone}: ${starts}`);
    assert.deepEqual([...starts].sort(), starts, zone);
  }
});

test('Google Calendar is given the same', () => {
  const { searchParams } = new URL(googleAddress(eventOf({ repeat: 'fortnightly' })));
  assert.equal(searchParams.get('dates'), '20261201T093000/20261201T101500');
  assert.equal(searchParams.get('ctz'), 'Europe/Berlin');
  assert.equal(searchParams.get('recur'), 'RRULE:FREQ=WEEKLY;INTERVAL=2');
  assert.equal(searchParams.get('location'), 'https://meet.example.org/room/standup#key=abc');
});

test('a meeting is proposed for the next full hour', () => {
  assert.match(nextHour(new Date(2026, 11, 31, 23, 10)), /^2027-01-01T00:00$/);
  assert.equal(wallTimeIn(''), null);
});

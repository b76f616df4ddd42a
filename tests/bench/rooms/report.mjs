// The figures of rooms as people read them.

import { median } from '../join/statistics.mjs';

/** @import { Handover, Move } from './handover.mjs' */
/** @import { JoinTimes, Load } from './room.mjs' */

/**
 * @typedef {object} Row
 * @property {number} people
 * @property {'mesh' | 'SFU'} way
 * @property {boolean} light
 * @property {Load | null} load null where it did not work
 * @property {JoinTimes} times
 */

/** @param {number} value @param {number} [digits] */
const figure = (value, digits = 0) => (Number.isFinite(value) ? value.toFixed(digits) : '–');
/** @param {number} share */
const percent = (share) => (Number.isFinite(share) ? `${(100 * share).toFixed(0)} %` : '–');

/** @param {string[]} columns @param {string[][]} rows */
function aligned(columns, rows) {
  const widths = columns.map((column, index) => Math.max(column.length, ...rows.map((row) => row[index].length)));
  return [columns, ...rows].map((row) => row.map((cell, index) =>
    index === 0 ? cell.padEnd(widths[index]) : cell.padStart(widths[index])).join('  ')).join('\n');
}

/** @param {Row} row */
const nameOf = ({ people, way, light }) => `${people}, ${way}${light ? ', light' : ''}`;

/** @param {Row[]} rows */
export function loadTable(rows) {
  const columns = ['people', 'browser', 'server', 'Janus', 'Janus MB', 'µs a packet', 'up', 'down', 'frames/s', 'of those made'];
  return aligned(columns, rows.map((row) => {
    const { load } = row;
    if (!load) return [nameOf(row), 'failed', ...columns.slice(2).map(() => '–')];
    const overSfu = row.way === 'SFU';
    return [
      nameOf(row), figure(load.browser, 2), figure(load.server, 3), overSfu ? figure(load.janus, 3) : '–',
      figure(load.janusMegabytes), overSfu ? figure((load.janus / load.forwarded) * 1e6, 1) : '–',
      figure(load.up, 2), figure(load.down, 2), figure(load.shown, 1), percent(load.share),
    ];
  }));
}

/** @param {number[]} times */
const middle = (times) => (times.length > 0 ? median(times) : NaN);

/** @param {Row[]} rows */
export function joinTable(rows) {
  return aligned(['people', 'newcomer sees one', 'all', 'others see it', 'SFU : mesh, newcomer', 'others', 'joins'], rows.map((row) => {
    const mesh = row.way === 'SFU' ? rows.find(({ way, people }) => way === 'mesh' && people === row.people) : undefined;
    /** @param {keyof JoinTimes} what */
    const ratio = (what) => (mesh ? figure(middle(row.times[what]) / middle(mesh.times[what]), 2) : '');
    const { newcomer, others, everyone } = row.times;
    return [nameOf(row), figure(middle(newcomer)), figure(middle(everyone.filter(Number.isFinite))), figure(middle(others)),
      ratio('newcomer'), ratio('others'), `${newcomer.length}`];
  }));
}

/** @param {[number, Handover][]} moves */
export function handoverTable(moves) {
  /** @param {string} name @param {Move} move @param {number} quiet */
  const row = (name, move, quiet) => [name, figure(move.took / 1000, 1), figure(move.longestGap), figure(quiet),
    percent(move.share), `${move.black}`, `${move.wrong}`];
  return aligned(['room', 'done after s', 'longest gap ms', 'before', 'frames', 'black', 'of others'], moves.flatMap(
    ([people, { quietGap, there, back }]) => [
      row(`${people} to the SFU`, there, quietGap),
      ...(back ? [row(`${people + 1} back to the mesh`, back, quietGap)] : []),
    ]));
}

/** What one person's part of a large room is taken to be: 9 pictures of the others, and the five who spoke last. */
export const PERSON = { downMegabits: 3.2, upMegabits: 1.2, packetBytes: 1000, voices: 5, soundPackets: 50 };

/**
 * What Janus needs, from what a packet costs it.
 * @param {number} packetMicroseconds @param {number} emptyMegabytes @param {number} megabytesEach
 */
export function sizingTable(packetMicroseconds, emptyMegabytes, megabytesEach) {
  const { downMegabits, upMegabits, packetBytes, voices, soundPackets } = PERSON;
  const packets = ((downMegabits + upMegabits) * 1e6) / 8 / packetBytes + (voices + 1) * soundPackets;
  return aligned(['people in large rooms', 'cores', 'Mbit/s out', 'Mbit/s in', 'MB'], [10, 25, 50, 100, 200].map((people) => [
    `${people}`, figure((people * packets * packetMicroseconds) / 1e6, 1), figure(people * downMegabits),
    figure(people * upMegabits), figure(emptyMegabytes + people * megabytesEach),
  ]));
}

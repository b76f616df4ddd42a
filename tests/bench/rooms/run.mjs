// Calls in a mesh and over the SFU beside each other, in one run: what they take, how long it takes to join, and what is
// seen of the move from one to the other.
//
//   BENCH_ROOM_SIZES='3 9 25' node tests/bench/rooms/run.mjs
//
// Slowness is no failure, nor is a size that the machine cannot do; it is said.

import { existsSync } from 'node:fs';

import { machine } from '../join/report.mjs';
import { handover } from './handover.mjs';
import { residentMegabytes } from './processes.mjs';
import { handoverTable, joinTable, loadTable, PERSON, sizingTable } from './report.mjs';
import { BenchRoom, CAMERA, LIGHT } from './room.mjs';

/** @import { Handover } from './handover.mjs' */
/** @import { Row } from './report.mjs' */

const SIZES = (process.env.BENCH_ROOM_SIZES ?? '3 6 9 15 25 50').split(/[ ,]+/).filter(Boolean).map(Number);
const SECONDS = Number(process.env.BENCH_ROOM_SECONDS ?? 5);
const JOINS = Number(process.env.BENCH_ROOM_JOINS ?? 5);
/** More of the library's participants do not fit in one browser, nor in a mesh. */
const LIBRARY_AT_MOST = 9;
const PEOPLE_AT_MOST = 50;
const hasJanus = existsSync('/usr/bin/janus');

for (const size of SIZES) {
  if (!Number.isInteger(size) || size < 2 || size > PEOPLE_AT_MOST) {
    throw new Error(`BENCH_ROOM_SIZES are numbers from 2 to ${PEOPLE_AT_MOST}, not "${process.env.BENCH_ROOM_SIZES}"`);
  }
}

/** @type {Row[]} */
const rows = [];
/** @type {[number, Handover][]} */
const moves = [];
let emptyMegabytes = NaN;

console.log(`Rooms, ${SECONDS} s each, ${JOINS} joins; ${machine()} at the start
Up to ${LIBRARY_AT_MOST} people: the library, all in one page, with a picture of ${CAMERA.width}x${CAMERA.height} at ${CAMERA.frameRate} frames/s and sound each.
"light": clients of the protocol in one page. Each sends 160x90 at ${LIGHT.frameRate} frames/s and is sent ${LIGHT.wishes} pictures; ${LIGHT.voices} of them send sound.`);
if (!hasJanus) console.log('Debian\'s Janus is not installed (Debian 13 has none): only the mesh is measured.');

await inRooms('mesh', [], SIZES.filter((size) => size <= LIBRARY_AT_MOST));
if (hasJanus) {
  await inRooms('SFU', ['--sfu', '--sfu-from', '2', '--mesh-again', '1'], SIZES);
  for (const people of SIZES.filter((size) => size > 2 && size <= LIBRARY_AT_MOST)) {
    const move = await attempt(`${people}, handover`, () => handover(people));
    if (move) moves.push([people, move]);
  }
}
rows.sort((one, other) => one.people - other.people);
print('Processor: seconds a second. Up and down: Mbit/s of a participant. Frames: shown to a participant, of all others together', loadTable(rows));
print('From "join" to the first frame, medians, ms', joinTable(rows));
if (moves.length > 0) print('Moves within a call: frames are those shown meanwhile, of as many as in the same time before', handoverTable(moves));
size();
console.log(`\n${machine()} at the end`);

/** @param {string} title @param {string} table */
function print(title, table) {
  console.log(`\n${title}\n${table}`);
}

/** A failure is said, and is no failure of the run. @template T @param {string} what @param {() => Promise<T>} action @returns {Promise<T | null>} */
async function attempt(what, action) {
  try {
    return await action();
  } catch (error) {
    console.error(`${what}: ${`${error instanceof Error ? error.message : error}`.split('\n')[0].slice(0, 200)}`);
    return null;
  }
}

/** @param {'mesh' | 'SFU'} way @param {string[]} flags @param {number[]} sizes */
async function inRooms(way, flags, sizes) {
  for (const people of sizes) {
    const light = people > LIBRARY_AT_MOST;
    const bench = await BenchRoom.start(flags);
    if (Number.isNaN(emptyMegabytes)) emptyMegabytes = residentMegabytes(bench.janusPid);
    /** @type {Row} */
    const row = { people, way, light, load: null, times: { newcomer: [], others: [], everyone: [] } };
    rows.push(row);
    await attempt(`${people}, ${way}`, () => measure(bench, row));
    console.error(`${people}, ${way}: measured; ${machine()}`);
    await bench.stop();
  }
}

/** @param {BenchRoom} bench @param {Row} row */
async function measure(bench, row) {
  const { people, way, light } = row;
  const page = await bench.page();
  const room = bench.newName();
  if (light) {
    await bench.enterLight(page, room, people);
    await bench.untilLightSee(page);
  } else {
    await bench.enter(page, room, Array.from({ length: people }, (_, index) => index + 1));
    await bench.untilAllSee(page, people - 1);
    await bench.untilSentOver(page, way === 'SFU' ? people : people * (people - 1));
  }
  const seen = light ? LIGHT.wishes : people - 1;
  row.load = await bench.load(page, { people, seen, light, sfu: way === 'SFU', seconds: SECONDS });
  // One leaves its place to the one who comes and goes.
  await page.evaluate(() => /** @type {any} */ (globalThis).crowd.pop().leave());
  const newcomer = await bench.page();
  for (let round = 0; round <= JOINS; ++round) {
    const times = await attempt(`${people}, ${way}, join ${round}`, () => bench.join(page, newcomer, room, { people, light }));
    // The first one loads the module.
    if (!times || round === 0) continue;
    row.times.newcomer.push(times.newcomer);
    row.times.others.push(times.others);
    row.times.everyone.push(times.everyone);
  }
}

/** What Janus needs, as far as the rooms tell. */
function size() {
  const loads = rows.flatMap(({ way, load, people }) => (way === 'SFU' && load ? [{ people, ...load }] : []));
  const largest = loads.at(-1);
  if (!largest) return;
  const busiest = loads.reduce((one, other) => (other.forwarded > one.forwarded ? other : one));
  print(`What Janus needs for people who send ${PERSON.upMegabits} Mbit/s and are sent ${PERSON.downMegabits}, at the cost of a packet with ${busiest.people} people`,
    sizingTable((busiest.janus / busiest.forwarded) * 1e6, emptyMegabytes,
      (largest.janusMegabytes - emptyMegabytes) / largest.people));
}

// What a meeting notices while somebody attacks the server: the latency of its messages, quiet and
// under each kind of flood, which comes from another address. Quiet before and after each, so that
// the machine's other work shows.
//
//   BENCH_FLOOD_SECONDS=5 BENCH_FLOOD_KINDS='messages pages' node tests/bench/flood/run.mjs
//
// Slowness is no failure.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

import { machine } from '../join/report.mjs';
import { startProcess } from '../join/server_process.mjs';
import { median } from '../join/statistics.mjs';
import { measure } from '../relay/measure.mjs';
import { PAGE_FLOOD_RATE, floodedPages } from './pages.mjs';

/** @import { RelayContender } from '../relay/contenders.mjs' */
/** @import { Figures } from '../relay/measure.mjs' */

const SECONDS = Number(process.env.BENCH_FLOOD_SECONDS ?? 5);
const ROUNDS = Number(process.env.BENCH_FLOOD_ROUNDS ?? 3);
/** All without it. */
const KINDS = process.env.BENCH_FLOOD_KINDS?.split(' ');
const EXECUTABLE = fileURLToPath(new URL('../../../build/parley', import.meta.url));
const FLOOD = fileURLToPath(
  new URL('../../../build/bench/tests/bench/flood/flood', import.meta.url),
);

const GATHERING_MS = 3000;
const VICTIMS = { connections: 100, roomSize: 2, rate: 200, seconds: SECONDS, pacedOnly: true };

/** Kind, rate a second, what the rate is of. @type {[string, number, string][]} */
const FLOODS = [
  ['messages', 5000, 'messages from 50 clients'],
  ['own-from', 5000, 'messages that say themselves from whom'],
  ['neighbours', 5000, 'messages to 50 of them, each from a third one in its room'],
  ['joins', 500, 'joins'],
  ['half-open', 500, 'requests that end in mid-header'],
  ['slow-headers', 500, 'header lines in 50 requests'],
  ['single-bytes', 10_000, 'bytes of the heads of 50 requests, one by one'],
  ['endless-frames', 500, 'bytes in 50 frames'],
  ['guesses', 300, 'wrong passwords for a room, from 5,000 addresses'],
  ['slow-readers', 200, 'messages of 30 KB to 50 who do not read'],
];

// As an operator runs it, with all limits where they are; only the victims share an address and
// are more than one household.
const service = await startProcess(EXECUTABLE, (port) => [
  ...['--port', port, '--resume-key-file', 'none', '--ice-servers', 'none'],
  ...['--joins-per-minute', '3000'],
]);
/** @type {RelayContender} */
const running = {
  name: 'Parley',
  dialect: 'parley',
  serve: async () => ({ ...service, stop: async () => {} }),
};

/** @param {string} kind @param {number} rate @param {() => Promise<void>} during */
async function flooded(kind, rate, during) {
  const args = ['--kind', kind, '--port', `${service.port}`, '--rate', `${rate}`];
  const flood = spawn(FLOOD, args, { stdio: 'ignore' });
  try {
    // Until what it does has piled up.
    await sleep(GATHERING_MS);
    await during();
  } finally {
    const gone = flood.exitCode === null ? once(flood, 'exit') : Promise.resolve();
    flood.kill();
    await gone;
  }
}

/** @param {Figures[]} quiet @param {Figures[]} loud @param {(figures: Figures) => number} of */
function compared(quiet, loud, of) {
  const [before, during] = [median(quiet.map(of)), median(loud.map(of))];
  return [before.toFixed(2), during.toFixed(2), (during / before).toFixed(1)];
}

/** @param {string} text */
function cell(text) {
  return text.padStart(11);
}

console.log(`Floods, ${ROUNDS} rounds; ${machine()} at the start`);
const COLUMNS = ['quiet p99', 'flooded', 'ratio', 'quiet join', 'flooded', 'ratio'];
console.log(`${'what comes a second; times in ms'.padEnd(58)}${COLUMNS.map(cell).join('')}`);
try {
  for (const [kind, rate, unit] of FLOODS.filter(([name]) => KINDS?.includes(name) ?? true)) {
    /** @type {Figures[]} */
    const quiet = [];
    /** @type {Figures[]} */
    const loud = [];
    for (let round = 0; round < ROUNDS; ++round) {
      quiet.push(await measure(running, VICTIMS));
      await flooded(kind, rate, async () => void loud.push(await measure(running, VICTIMS)));
    }
    quiet.push(await measure(running, VICTIMS));
    const cells = [
      ...compared(quiet, loud, ({ p99 }) => p99 / 1000),
      ...compared(quiet, loud, ({ enteringSeconds }) => enteringSeconds * 1000),
    ];
    console.log(`${`${kind}: ${rate} ${unit}`.padEnd(58)}${cells.map(cell).join('')}`);
  }
} finally {
  await service.stop();
}

if (KINDS?.includes('pages') ?? true) {
  const pages = await floodedPages();
  for (const [what, of] of /** @type {[string, (times: number[]) => number][]} */ ([
    ['median', median], ['longest', (times) => times.at(-1) ?? NaN],
  ])) {
    const quiet = median([of(pages.before), of(pages.after)]);
    const loud = of(pages.flooded);
    console.log(`words from one page to another, ${what} of ${pages.flooded.length}: quiet ${quiet.toFixed(1)} ms; while a third one sends ` +
        `${PAGE_FLOOD_RATE} messages a second ${loud.toFixed(1)} ms, ratio ${(loud / quiet).toFixed(1)}`);
  }
}
console.log(`${machine()} at the end`);

// How fast a signalling server passes messages on, and what a connection costs it: Parley beside
// what else there is, in one run and in turns, all under the same load.
//
//   BENCH_RELAY_ROUNDS=3 BENCH_RELAY_SECONDS=5 node tests/bench/relay/run.mjs
//
// Slowness is no failure.

import { execFileSync } from 'node:child_process';

import { machine } from '../join/report.mjs';
import { fastapi, nodeRelay, parley, peerjs } from './contenders.mjs';
import { measure } from './measure.mjs';
import { aloneTable, table } from './report.mjs';

/** @import { RelayContender } from './contenders.mjs' */
/** @import { Figures } from './measure.mjs' */

const ROUNDS = Number(process.env.BENCH_RELAY_ROUNDS ?? 3);
const SECONDS = Number(process.env.BENCH_RELAY_SECONDS ?? 5);
const CONTENDERS = [parley, nodeRelay, peerjs, fastapi];
const CONNECTIONS = 1000;
const RATE = 1000;
// What a server and the generator have open besides connections.
const OTHER_DESCRIPTORS = 200;

console.log(
  `Relaying, ${ROUNDS} rounds of ${SECONDS} s; one thread each; ${machine()} at the start`,
);
for (const roomSize of [2, 8]) {
  /** @type {Map<RelayContender, Figures[]>} */
  const results = new Map(CONTENDERS.map((contender) => [contender, []]));
  for (let round = 0; round < ROUNDS; ++round) {
    for (const contender of CONTENDERS) {
      const load = { connections: CONNECTIONS, roomSize, rate: RATE, seconds: SECONDS };
      results.get(contender)?.push(await measure(contender, load));
    }
  }
  const condition = `${CONNECTIONS} connections in rooms of ${roomSize}`;
  console.log(`\n${table(condition, RATE, results, parley)}`);
}

const descriptors = Number(execFileSync('bash', ['-c', 'ulimit -Hn'], { encoding: 'utf8' }));
const most = (Number.isNaN(descriptors) ? 100_000 : descriptors) - OTHER_DESCRIPTORS;
/** @type {Map<number, Figures>} */
const alone = new Map();
for (const connections of new Set([Math.min(10_000, most), most - (most % 2)])) {
  const load = { connections, roomSize: 2, rate: RATE, seconds: SECONDS };
  alone.set(connections, await measure(parley, load));
}
console.log(`\n${aloneTable('Parley alone, rooms of 2', RATE, alone)}`);
console.log(`${machine()} at the end`);

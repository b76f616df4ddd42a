// How long it takes from "join" to the first frame of the other: Parley beside what else there is,
// in one run and in turns, so that what else the machine does hits all alike.
//
//   BENCH_ROUNDS=15 node tests/bench/run.mjs
//
// Slowness is no failure. It fails where Parley, or everything of another contender, shows nothing.

import { launchChromium } from '../browser/support/chromium.mjs';
import { firstSeed } from './join/contenders/first_seed.mjs';
import { floor } from './join/contenders/floor.mjs';
import { parley } from './join/contenders/parley.mjs';
import { peerjs } from './join/contenders/peerjs.mjs';
import { handWritten, handWrittenWarm, simplePeer } from './join/contenders/relay.mjs';
import { PageServer } from './join/page_server.mjs';
import { machine, table } from './join/report.mjs';
import { Trial } from './join/trial.mjs';

/** @import { Service } from './join/contender.mjs' */

const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 15);
const CONTENDERS = [floor, parley, firstSeed, simplePeer, peerjs, handWritten, handWrittenWarm];
const DELAY_MS = 25;

const pages = await PageServer.start();
/** @type {Service[]} */
const services = [];
/** @type {Trial[]} */
const near = [];
/** @type {Trial[]} */
const far = [];
/** @type {import('playwright-core').Browser[]} */
const browsers = [];

try {
  for (const contender of CONTENDERS) {
    const service = (await contender.serve?.(pages.origin)) ?? null;
    near.push(await Trial.prepare(contender, service, 0));
    if (service === null) continue;
    services.push(service);
    far.push(await Trial.prepare(contender, service, DELAY_MS));
  }
  for (const _ of ['who is there', 'who joins']) browsers.push(await launchChromium('fast camera'));

  console.log(`Join to first frame, ${ROUNDS} rounds; ${machine()} at the start`);
  for (let round = 0; round <= ROUNDS; ++round) {
    // The first round warms up caches and is not counted.
    for (const trial of [...near, ...far]) await measure(trial, round);
  }
  console.log(`${machine()} at the end\n`);
  console.log(table('Server on loopback, ms', near, floor));
  console.log(table(`${DELAY_MS} ms each way between client and server, ms`, far, handWrittenWarm));
} finally {
  for (const trial of [...near, ...far]) trial.stop();
  for (const browser of browsers) await browser.close();
  for (const service of services) await service.stop();
  pages.stop();
}

// What others fail at on a busy machine is in the tables.
for (const { contender, failures } of [...near, ...far]) {
  if (contender === parley && failures > 0) process.exitCode = 1;
}

/** @param {Trial} trial @param {number} round */
async function measure(trial, round) {
  try {
    const time = await trial.join(pages, browsers);
    if (round > 0) trial.times.push(time);
  } catch (error) {
    const reason = error instanceof Error ? error.message : error;
    console.error(`round ${round}, ${trial.contender.name}: ${reason}`);
    if (round > 0) trial.failures += 1;
  }
}

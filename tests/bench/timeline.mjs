// Where the milliseconds of a join go: what both pages did, step by step, in the quickest of some
// joins, which other work on the machine has disturbed least.
//
//   node tests/bench/timeline.mjs [CONTENDER] [DELAY_MS]     parley, hand-written, warm, simple-peer…

import { launchChromium } from '../browser/support/chromium.mjs';
import { firstSeed } from './join/contenders/first_seed.mjs';
import { floor } from './join/contenders/floor.mjs';
import { parley } from './join/contenders/parley.mjs';
import { peerjs } from './join/contenders/peerjs.mjs';
import { handWritten, handWrittenWarm, simplePeer } from './join/contenders/relay.mjs';
import { PageServer } from './join/page_server.mjs';
import { sideBySide } from './join/timeline.mjs';
import { Trial } from './join/trial.mjs';

/** @import { Entry } from './join/timeline.mjs' */

const CONTENDERS = new Map([
  ['floor', floor],
  ['parley', parley],
  ['first-seed', firstSeed],
  ['simple-peer', simplePeer],
  ['peerjs', peerjs],
  ['hand-written', handWritten],
  ['warm', handWrittenWarm],
]);
const JOINS = 6;

const [name = 'parley', delay = '0'] = process.argv.slice(2);
const contender = CONTENDERS.get(name);
if (!contender) throw new Error(`no contender is called ${name}: ${[...CONTENDERS.keys()]}`);

const pages = await PageServer.start();
const service = (await contender.serve?.(pages.origin)) ?? null;
const trial = await Trial.prepare(contender, service, Number(delay));
const browsers = [await launchChromium('fast camera'), await launchChromium('fast camera')];
/** @type {{ time: number, timelines: Entry[][] } | null} */
let quickest = null;
try {
  for (let join = 0; join < JOINS; ++join) {
    const { time, timelines } = await trial.recordJoin(pages, browsers);
    if (!quickest || time < quickest.time) quickest = { time, timelines };
  }
} finally {
  trial.stop();
  for (const browser of browsers) await browser.close();
  await service?.stop();
  pages.stop();
}

const [newcomer, other = []] = quickest?.timelines ?? [[]];
const start = newcomer.find(({ what }) => what === 'join')?.time ?? 0;
console.log(`${contender.name}, ${delay} ms each way: ${quickest?.time.toFixed(1)} ms\n`);
console.log(sideBySide(newcomer, other, start));

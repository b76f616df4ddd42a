// What a page has to load before it can call: Parley's library beside the files that others offer for
// a script tag, all compressed by the same brotli.
//
//   node tests/bench/sizes.mjs

import { readdirSync, readFileSync } from 'node:fs';
import { brotli } from '../../tools/web-embed.mjs';

const DIST = new URL('../../dist/', import.meta.url);
const PACKAGES = new URL('../../node_modules/', import.meta.url);
const PEERS = {
  'twilio-video': 'twilio-video/dist/twilio-video.min.js',
  'livekit-client': 'livekit-client/dist/livekit-client.umd.js',
  peerjs: 'peerjs/dist/peerjs.min.js',
  'simple-peer': 'simple-peer/simplepeer.min.js',
};

/** @param {RegExp} name */
function built(name) {
  const file = readdirSync(DIST, { recursive: true, encoding: 'utf8' }).find((entry) => name.test(entry));
  if (file === undefined) throw new Error(`dist/ has no file like ${name}; "make build" builds it`);
  return readFileSync(new URL(file, DIST));
}

/** @param {string} name @param {Uint8Array[]} files @param {number} [unit] */
function line(name, files, unit) {
  const size = (/** @type {Uint8Array} */ file) => brotli(file).length;
  const total = files.reduce((sum, file) => sum + size(file), 0);
  const times = unit === undefined ? '' : `${(total / unit).toFixed(2)} times`;
  console.log(`${name.padEnd(34)}${`${(total / 1000).toFixed(1)} KB`.padStart(10)}  ${times}`);
  return total;
}

console.log('Sizes as sent (brotli 11):');
const parley = [built(/^parley-video\.js$/), built(/parley-glue-\w+\.js$/), built(/parley-\w+\.wasm$/)];
const whole = line('Parley: script, glue and Wasm', parley);
line('  of these the script', parley.slice(0, 1), whole);
for (const [name, file] of Object.entries(PEERS)) {
  line(name, [readFileSync(new URL(file, PACKAGES))], whole);
}

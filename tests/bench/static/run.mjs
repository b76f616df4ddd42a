// How fast the server starts, and how fast it serves the pages' files beside nginx: in one run and in
// turns, so that what else the machine does hits both alike.
//
//   BENCH_SECONDS=2 node tests/bench/static/run.mjs
//
// Slowness is no failure. It fails where a server answers with an error.

import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import { Server } from '../../browser/support/server.mjs';
import { machine } from '../join/report.mjs';
import { Nginx } from './nginx.mjs';
import { measureStart } from './start.mjs';

/**
 * @typedef {object} BundledFile
 * @property {string} path in URLs
 * @property {string} file on the disk
 * @property {string} encoding "identity", "gzip", "br"
 */

const SECONDS = Number(process.env.BENCH_SECONDS ?? 2);
const ROUNDS = 3;
const CONNECTIONS = 32;
const BUNDLE = fileURLToPath(new URL('../../../build/bundle', import.meta.url));
const run = promisify(execFile);

/** @returns {BundledFile[]} */
function bundledFiles() {
  const lines = readFileSync(join(BUNDLE, 'manifest.txt'), 'utf8').trim().split('\n');
  return lines
    .map((line) => line.split('\t'))
    .map(([path, file, encoding]) => ({ path, file: join(BUNDLE, file), encoding }))
    .filter(({ path, encoding }) => path.startsWith('/assets/') && encoding !== 'br');
}

/**
 * Requests a second.
 * @param {string} url @param {string} encoding
 */
async function load(url, encoding) {
  const args = ['-t', '1', '-c', `${CONNECTIONS}`, '-d', `${SECONDS}s`];
  const { stdout } = await run('wrk', [...args, '-H', `Accept-Encoding: ${encoding}`, url]);
  if (/Non-2xx/.test(stdout)) throw new Error(`${url} was not served:\n${stdout}`);
  return Number(/Requests\/sec:\s+([\d.]+)/.exec(stdout)?.[1]);
}

/** @param {number[]} values */
const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

console.log(`Start to serving: ${await measureStart()}\n`);

const files = bundledFiles();
const parley = await Server.start();
const nginx = await Nginx.start(files);
/** @type {number[]} */
const ratios = [];
try {
  console.log(`Files over ${CONNECTIONS} connections, requests/s; ${machine()} at the start`);
  console.log('| file | bytes | Parley | nginx | Parley / nginx |\n|---|---|---|---|---|');
  for (const { path, file, encoding } of files) {
    /** @type {number[]} */
    const ours = [];
    /** @type {number[]} */
    const theirs = [];
    for (let round = 0; round < ROUNDS; ++round) {
      ours.push(await load(parley.url.replace('localhost', '127.0.0.1') + path, encoding));
      theirs.push(await load(nginx.url + path, encoding));
    }
    const ratio = median(ours) / median(theirs);
    ratios.push(ratio);
    const name = `${path.replace('/assets/', '')} ${encoding === 'gzip' ? '(gzip)' : ''}`;
    const [a, b] = [median(ours), median(theirs)].map((value) => value.toFixed(0));
    console.log(`| ${name} | ${readFileSync(file).length} | ${a} | ${b} | ${ratio.toFixed(2)} |`);
  }
} finally {
  await nginx.stop();
  await parley.stop();
}
const mean = Math.exp(ratios.reduce((sum, ratio) => sum + Math.log(ratio), 0) / ratios.length);
console.log(`\nParley / nginx over all files: ${mean.toFixed(2)}; ${machine()} at the end`);

// Runs test files, each in a process of its own, and prints a line for each of them. What fails is told at
// once, and once more at the end, where people look first. A file that does not end is ended.

import { availableParallelism } from 'node:os';
import { basename, resolve } from 'node:path';
import { run } from 'node:test';
import { stripVTControlCharacters } from 'node:util';

/** The slowest file takes two minutes where nothing else is running. */
const FILE_LIMIT_MS = 10 * 60_000;
/** How much is told of a failure. */
const MOST_LINES = 30;
const MOST_FRAMES = 5;

/** One file as far as it has come. */
class Progress {
  start = NaN;
  passed = 0;
  failed = 0;
  /** The tests that have begun and not ended. @type {Set<string>} */
  running = new Set();
  /** Why the last one failed. */
  reason = '';
  /** What the file has said besides. @type {string[]} */
  said = [];

  /** @param {string} name */
  constructor(name) {
    this.name = name;
  }

  toString() {
    const seconds = Math.round((performance.now() - this.start) / 1000);
    const failed = this.failed > 0 ? `, ${this.failed} FAILED` : '';
    return `${this.failed > 0 ? '✖' : '✔'} ${this.name}: ${this.passed} passed${failed} (${seconds} s)`;
  }
}

/** @type {Map<string, Progress>} */
const files = new Map();
/** @type {string[]} */
const failures = [];
/** Of which the events come; they come file by file. @type {Progress | undefined} */
let current;

/** @param {string} [file] as a path or a URL */
function progressOf(file = '') {
  const name = basename(file);
  const progress = files.get(name) ?? new Progress(name);
  files.set(name, progress);
  return progress;
}

/** @param {Progress | undefined} next */
function turnTo(next) {
  if (current && current !== next) console.log(String(current));
  current = next;
}

/** @param {string} text */
function shortened(text) {
  let frames = 0;
  // Without the colours of a terminal.
  const lines = stripVTControlCharacters(text).split('\n').filter((line) => !/^\s+at /.test(line) || (!/node:|node_modules/.test(line) && ++frames <= MOST_FRAMES));
  return lines.slice(0, MOST_LINES).map((line) => `    ${line.slice(0, 400)}`).join('\n');
}

/** @param {Progress} file @param {string} what @param {string} why */
function fail(file, what, why) {
  ++file.failed;
  // Where there is no browser every test says so.
  const failure = `✖ ${file.name}: ${what}\n${why === file.reason ? '    the same' : shortened(why)}`;
  file.reason = why;
  failures.push(failure);
  console.log(failure);
}

/** @param {any} error of node:test, around the test's own */
function reasonOf({ cause, message }) {
  // Node makes objects of nothing of some errors.
  if (!(cause instanceof Error)) return typeof cause === 'string' ? cause : cause?.message ?? message;
  return cause.stack?.includes(cause.message) ? cause.stack : `${cause.message}\n${cause.stack}`;
}

/** @param {Progress} file @param {string} name @param {any} error */
function testFailed(file, name, error) {
  const ofFile = basename(name) === file.name;
  // Those tests have been told of.
  if (error.failureType === 'subtestsFailed') return;
  if (!ofFile) return fail(file, name, reasonOf(error));
  if (error.failureType === 'hookFailed') return fail(file, 'before or after the tests', reasonOf(error));
  // What is known of a file that has ended badly is what it said.
  const during = file.running.size > 0 ? `during "${[...file.running].join('", "')}"` : 'beside its tests';
  if (file.failed === 0 || error.failureType === 'testTimeoutFailure') {
    fail(file, during, [reasonOf(error), ...file.said.slice(-MOST_LINES)].join('\n'));
  }
}

/** @param {string} type @param {any} data */
function hear(type, data) {
  const { file: path, name = '', details = {}, message = '' } = data;
  // The sums at the end are of no file.
  if (!path) return;
  const file = progressOf(path);
  if (type === 'test:stdout' || type === 'test:stderr') file.said.push(...message.trimEnd().split('\n'));
  const ofFile = basename(name) === file.name;
  if (type === 'test:dequeue' && ofFile) file.start = performance.now();
  if (type === 'test:dequeue' && !ofFile) file.running.add(name);
  if (type === 'test:diagnostic') {
    turnTo(file);
    console.log(`  ${file.name}: ${message}`);
  }
  if (type !== 'test:pass' && type !== 'test:fail') return;
  turnTo(file);
  file.running.delete(name);
  if (type === 'test:fail') testFailed(file, name, details.error);
  else if (details.type !== 'suite' && !ofFile) ++file.passed;
}

// Node 18, which Debian 12 has, has browsers' crypto only when asked for it.
if (!globalThis.crypto) {
  process.env.NODE_OPTIONS = `${process.env.NODE_OPTIONS ?? ''} --experimental-global-webcrypto`.trim();
}
const paths = process.argv.slice(2).map((file) => resolve(file));
// Until it is known better.
process.exitCode = 1;
const tests = run({
  files: paths,
  // A call in a browser keeps 1.3 cores busy, and waits in between.
  concurrency: Math.ceil((availableParallelism() + 1) / 2),
  timeout: FILE_LIMIT_MS,
});
tests.on('data', ({ type, data }) => hear(type, data));
tests.on('end', () => {
  turnTo(undefined);
  for (const path of paths) {
    const file = progressOf(path);
    if (file.passed + file.failed === 0) fail(file, 'the file', 'there is no test in it');
  }
  const passed = [...files.values()].reduce((sum, file) => sum + file.passed, 0);
  console.log(`${passed} tests of ${files.size} files passed, ${failures.length} failed.`);
  if (failures.length > 0) console.log(`\nWhat failed:\n\n${failures.join('\n\n')}`);
  else if (passed > 0) process.exitCode = 0;
  // Whatever does not end still.
  process.exit();
});

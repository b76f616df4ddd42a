// Takes the rules of the core out, one at a time, and sees that the simulation or the exploration
// then fails: a rule whose absence nothing notices is either not needed or not tested.
// `make mutations`, or `node tests/simulation/mutations.mjs [WORD…]` for those whose name has one of
// the words. `--find` only sees that each rule is where it is looked for.

/** @import { Mutation } from './mutation_rules.mjs' */

import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { MUTATIONS } from './mutation_rules.mjs';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const SEEDS = process.env.SEEDS ?? '5000';
// How much of each script's depth is explored.
const PERCENT = process.env.PERCENT ?? '50';
const JOBS = process.env.JOBS ?? String(availableParallelism());

/** What the simulation is built of, each with the layers that it uses before it. */
const LAYERS = ['shared/protocol', 'client-wasm/core', 'client-wasm/replay', 'server/base', 'server/names', 'server/sfu', 'server/hub',
  'tests/unit/core/support', 'tests/unit/hub/support', 'tests/simulation'];

const CMAKE_LISTS = `
cmake_minimum_required(VERSION 3.25)
project(mutations CXX)
enable_testing()
list(APPEND CMAKE_MODULE_PATH \${CMAKE_SOURCE_DIR}/tools/cmake)
include(ParleyLayer)
include(ParleyJson)
target_compile_options(parley_options INTERFACE -Wno-error)
${LAYERS.map((folder) => `add_subdirectory(${folder})`).join('\n')}
`;

function copyTree() {
  for (const folder of [...LAYERS, 'tools/cmake']) {
    cpSync(join(ROOT, folder), join(tree, folder), { recursive: true });
  }
  writeFileSync(join(tree, 'CMakeLists.txt'), CMAKE_LISTS);
  execFileSync('cmake', ['-S', tree, '-B', build, '-G', 'Ninja', '-DCMAKE_BUILD_TYPE=Release'],
      { stdio: 'ignore' });
}

/** @typedef {{simulation: string, exploration: string}} Noticed what broke; empty where nothing did */

/** @param {string} program @param {string[]} options @returns {string} what broke, or nothing */
function play(program, options) {
  const run = spawnSync(join(build, 'tests/simulation', program), options,
      { encoding: 'utf8', timeout: 900_000 });
  // A crash is noticed as well as a broken invariant.
  if (run.status === 0) return '';
  const lines = run.stdout.split('\n');
  const replay = lines.findIndex((line) => line.startsWith('replay:'));
  return lines[replay - 1] ?? `ended by ${run.signal}`;
}

/**
 * Builds both programs and plays them. Rules of the hub are there against adversaries, who are in every
 * meeting then; those of the SFU need a server that has some, and no adversary, who cannot use it.
 * @param {Partial<Mutation>} mutation  what was taken out; nothing: no rule
 * @returns {Noticed}
 */
function playBoth({ file = '', sfu = false } = {}) {
  const kind = sfu ? ['--sfu', '100', '--adversary', '0']
    : file.startsWith('server/') ? ['--adversary', '100', '--sfu', '0'] : [];
  execFileSync('ninja', ['-C', build, 'simulation', 'exploration'],
      { stdio: ['ignore', 'ignore', 'inherit'] });
  return {
    simulation: play('simulation', ['--seeds', SEEDS, '--jobs', JOBS, ...kind]),
    // Two clients are no large room.
    exploration: sfu ? '' : play('exploration', ['--percent', PERCENT, '--jobs', JOBS]),
  };
}

// Before the first is played: a rule may have been written anew since.
function findAll() {
  for (const { rule, file, from } of MUTATIONS) {
    const source = readFileSync(join(ROOT, file), 'utf8');
    if (source.split(from).length !== 2) throw new Error(`${rule}: ${file} does not have it once`);
  }
  findLayers();
}

/** Fails where a layer uses one that is not copied. */
function findLayers() {
  const lists = LAYERS.map((folder) => readFileSync(join(ROOT, folder, 'CMakeLists.txt'), 'utf8')).join('\n');
  const made = new Set([...lists.matchAll(/(?:parley_layer|add_library)\((parley_\w+)/g)].map(([, name]) => name));
  const used = [...lists.matchAll(/USES ([^)]*)/g)].flatMap(([, names]) => names.trim().split(/\s+/));
  const missing = used.filter((name) => !made.has(name));
  if (missing.length > 0) throw new Error(`the simulation uses ${missing.join()}, which LAYERS lacks`);
}

/** @param {Mutation} mutation @returns {Noticed} */
function playWithout(mutation) {
  const { file, from, to } = mutation;
  const path = join(tree, file);
  const source = readFileSync(path, 'utf8');
  writeFileSync(path, source.replace(from, () => to));
  try {
    return playBoth(mutation);
  } finally {
    writeFileSync(path, source);
  }
}

if (process.argv[2] === '--find') {
  findAll();
  process.exit();
}
const tree = mkdtempSync(join(tmpdir(), 'parley-mutations-'));
const build = join(tree, 'build');
const words = process.argv.slice(2);
const chosen = MUTATIONS.filter(
    ({ rule }) => words.length === 0 || words.some((word) => rule.includes(word)));
const unnoticed = { simulation: 0, exploration: 0, both: 0 };
try {
  findAll();
  copyTree();
  const broken = playBoth();
  if (broken.simulation || broken.exploration) {
    throw new Error(`with every rule in place: ${broken.simulation}${broken.exploration}`);
  }
  for (const mutation of chosen) {
    const { simulation, exploration } = playWithout(mutation);
    console.log(`${simulation || exploration ? 'noticed  ' : 'UNNOTICED'} without "${mutation.rule}"`);
    console.log(`    simulation: ${simulation || '-'}\n    exploration: ${exploration || '-'}`);
    if (!simulation) ++unnoticed.simulation;
    if (!exploration) ++unnoticed.exploration;
    if (!simulation && !exploration) ++unnoticed.both;
  }
} finally {
  rmSync(tree, { recursive: true });
}
console.log(`${chosen.length} rules; not noticed by the simulation ${unnoticed.simulation}, ` +
    `by the exploration ${unnoticed.exploration}, by neither ${unnoticed.both}`);
process.exitCode = unnoticed.both === 0 ? 0 : 1;

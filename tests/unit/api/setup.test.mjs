// tools/setup.sh with an npm and a dpkg that only note what they are asked for.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const PAGES = 'npm ci --no-progress --omit=dev';
const ALL = 'npm ci --no-progress';

/** @type {string} */
let tree;
beforeEach(() => {
  tree = mkdtempSync(join(tmpdir(), 'parley-setup-'));
  for (const folder of ['bin', 'tools']) mkdirSync(join(tree, folder));
  cpSync(join(ROOT, 'tools/setup.sh'), join(tree, 'tools/setup.sh'));
  writeFileSync(join(tree, 'package-lock.json'), '{}');
  writeFileSync(join(tree, 'asked'), '');
  command('npm', 'echo "npm $*" >>asked; rm -rf node_modules; mkdir node_modules');
  // Every package is there.
  command('dpkg-query', 'shift 2; for name; do echo "$name installed"; done; echo "dpkg $*" >>asked');
  command('apt-get', 'echo "apt-get $*" >>asked');
});
afterEach(() => rmSync(tree, { recursive: true }));

/** @param {string} name @param {string} script */
function command(name, script) {
  writeFileSync(join(tree, 'bin', name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
}

/** @param {string} target @param {RegExp} of which requests are told */
function setUp(target, of = /^npm/) {
  writeFileSync(join(tree, 'asked'), '');
  const env = { ...process.env, PATH: `${join(tree, 'bin')}:${process.env.PATH}` };
  execFileSync(join(tree, 'tools/setup.sh'), [target], { env });
  return readFileSync(join(tree, 'asked'), 'utf8').split('\n').filter((line) => of.test(line));
}

test('what is there is not installed again', () => {
  assert.deepEqual(setUp('run'), [PAGES]);
  assert.deepEqual(setUp('run'), []);
});

test('tests get theirs where only the pages\' packages are', () => {
  setUp('run');
  assert.deepEqual(setUp('test'), [ALL]);
});

for (const target of ['bundlers', 'vendor']) {
  test(`what ${target} needs goes into a folder of its own, once`, () => {
    mkdirSync(join(tree, 'tests', target), { recursive: true });
    writeFileSync(join(tree, 'tests', target, 'package-lock.json'), '{}');
    command('npm', 'echo "npm $* in ${PWD##*/}" >>"$OLDPWD/asked"; mkdir node_modules');
    assert.deepEqual(setUp(target), [`${ALL} in ${target}`]);
    assert.deepEqual(setUp(target), []);
  });
}

test('a run takes nothing from the tests, not even when the lock file has changed', () => {
  setUp('test');
  assert.deepEqual(setUp('run'), []);
  writeFileSync(join(tree, 'package-lock.json'), '{ "changed": true }');
  assert.deepEqual(setUp('run'), [ALL]);
  assert.deepEqual(setUp('test'), []);
});

test('what needs no npm package gets none', () => {
  for (const target of ['sim', 'replay', 'fuzz']) assert.deepEqual(setUp(target), [], target);
});

test('nothing but the tests gets GoogleTest and all the browsers', () => {
  for (const target of ['run', 'sim', 'replay', 'check', 'bench', 'fuzz']) {
    assert.doesNotMatch(setUp(target, /^dpkg/).join(), /googletest|firefox/, target);
  }
  assert.match(setUp('test', /^dpkg/).join(), /googletest.*firefox/);
});

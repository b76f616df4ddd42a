// tools/Containerfile, which cannot be built everywhere, does what tools/try-package.sh tries on bare machines.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

const read = (/** @type {string} */ path) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const stages = read('tools/Containerfile').replaceAll('\\\n', '').split(/^FROM /m).slice(1);
const unit = read('tools/debian/parley.service');
const unitValue = (/** @type {string} */ name) => unit.match(new RegExp(`^${name}=(.*)$`, 'm'))?.[1] ?? '';

test('it is built on the bare machine that make package is tried on', () => {
  const [, , packages] = stages[0].match(/^debian:(\w+)-slim AS build\n.*--no-install-recommends (.*)$/m) ?? [];
  const include = read('tools/try-bare.sh').match(/--include=(\S+)/)?.[1] ?? '';
  assert.deepEqual(packages.split(' '), include.split(','));
  assert.match(stages[0], /^debian:bookworm-slim /);
  assert.match(read('tools/try-bare.sh'), /^suite=\$\{SUITE:-bookworm\}$/m);
  assert.match(stages[0], /^RUN make package$/m);
  assert.match(read('tests/bare/make_package.sh'), /^make package /m);
});

test('it runs what the service runs, as the same user, with the same state', () => {
  assert.equal(stages.length, 2);
  const [, entry] = stages[1].match(/^ENTRYPOINT (.*)$/m) ?? [];
  assert.equal(JSON.parse(entry).join(' '), unitValue('ExecStart'));
  assert.match(stages[1], new RegExp(`^USER ${unitValue('User')}$`, 'm'));
  assert.match(stages[1], new RegExp(`^ENV ${unitValue('Environment')}$`, 'm'));
  const folder = `/var/lib/${unitValue('StateDirectory')}`;
  const made = `install -d -m ${unitValue('StateDirectoryMode')} -o ${unitValue('User')} -g ${unitValue('Group')} ${folder}`;
  assert.ok(stages[1].includes(made), made);
  assert.match(stages[1], new RegExp(`^VOLUME ${folder}$`, 'm'));
});

test('the user is set before anything is served, and never again', () => {
  assert.equal(stages[1].match(/^USER /gm)?.length, 1);
  assert.ok(stages[1].indexOf('USER ') < stages[1].indexOf('ENTRYPOINT'));
});

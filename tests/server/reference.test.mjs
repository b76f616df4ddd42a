// What `parley reference` makes from the program's own flags: configuration file, manual and completions of the package.

import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { Server } from '../browser/support/server.mjs';

const EXECUTABLE = fileURLToPath(new URL('../../build/parley', import.meta.url));
/** They belong to the command line alone. */
const NOT_IN_FILE = ['config', 'help', 'version'];

const folder = mkdtempSync(join(tmpdir(), 'parley-reference-'));
after(() => rmSync(folder, { recursive: true }));

/** @param {string[]} args */
const run = (...args) => execFileSync(EXECUTABLE, args, { encoding: 'utf8', timeout: 60_000 });
/** The flags that a help lists. @param {string[]} command */
const flagsOf = (...command) => [...run(...command, '--help').matchAll(/^ +(?:-h,)?--([a-z-]+)/gm)].map(([, name]) => name);

test('the configuration file has every flag, once', () => {
  const names = [...run('reference', 'conf').matchAll(/^#([a-z-]+) = /gm)].map(([, name]) => name);
  const flags = flagsOf().filter((name) => !NOT_IN_FILE.includes(name));
  assert.ok(flags.length > 50, `${flags.length} flags`);
  assert.deepEqual(names.sort(), flags.sort());
});

test('as it comes it sets nothing', () => {
  const settings = run('reference', 'conf').split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  assert.deepEqual(settings, []);
});

test('the server takes every default that it shows', async (t) => {
  // What needs --sfu or --redis, and the port, which others may use.
  const needy = /^#(sfu|mesh-again|redis|port)/;
  const shown = run('reference', 'conf').split('\n').filter((line) => /^#[a-z-]+ = /.test(line) && !needy.test(line));
  // Where a flag has no default, there is a word for its value, in capitals.
  const defaults = shown.filter((line) => !/ = [A-Z0-9:-]*[A-Z][A-Z0-9:-]*$/.test(line)).map((line) => line.slice(1));
  assert.ok(defaults.length > 25, `${defaults.length} defaults`);
  const file = join(folder, 'defaults.conf');
  writeFileSync(file, defaults.join('\n'));
  const server = await Server.start({ args: ['--config', file] });
  t.after(() => server.stop());
  assert.equal((await fetch(`${server.url}/healthz`)).status, 200);
});

test('the manual has every flag, command and group', () => {
  const manual = run('reference', 'man').replaceAll('\\-', '-');
  for (const name of flagsOf().filter((flag) => flag !== 'help' && flag !== 'version')) {
    assert.match(manual, new RegExp(`^\\\\fB--${name}\\\\fR`, 'm'));
  }
  for (const command of ['rooms', 'doctor', 'setup', 'turn-config', 'reference']) assert.match(manual, new RegExp(`^\\\\fBparley ${command}\\\\fR`, 'm'));
  for (const line of manual.split('\n')) assert.match(line, /^(\.(TH|SH|SS|TP|br|BR)\b.*|[^.'].*|)$/);
});

test('bash completes flags, commands, and the flags of each command', () => {
  const script = join(folder, 'parley.bash');
  writeFileSync(script, run('reference', 'bash'));
  const complete = (/** @type {string[]} */ ...words) => {
    const code = `source ${script}; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); compopt() { :; }; _parley; printf '%s\\n' "\${COMPREPLY[@]}"`;
    const { stdout, stderr } = spawnSync('bash', ['-c', code, 'bash', ...words], { encoding: 'utf8', cwd: folder });
    assert.equal(stderr, '');
    return stdout.trim().split('\n');
  };
  assert.deepEqual(complete('parley', '--por'), ['--port']);
  assert.deepEqual(complete('parley', 'se'), ['setup']);
  assert.deepEqual(complete('parley', 'turn-config', '--re'), ['--realm']);
  assert.deepEqual(complete('parley', 'setup', '--dr'), ['--dry-run']);
  assert.deepEqual(complete('parley', 'rooms', 'en'), ['end']);
  assert.deepEqual(complete('parley', '--config', 'parl'), ['parley.bash']);
  assert.deepEqual(complete('parley', '--port', ''), ['']);
  for (const name of flagsOf()) assert.ok(complete('parley', `--${name}`).includes(`--${name}`), name);
});

test('zsh is told of every flag', () => {
  const script = run('reference', 'zsh');
  assert.match(script, /^#compdef parley\n/);
  for (const name of flagsOf()) assert.match(script, new RegExp(`^ {4,6}'?(_arguments ')?\\*?--${name}\\[`, 'm'));
});

test('what it does not have is refused', () => {
  for (const args of [['reference'], ['reference', 'pdf'], ['reference', 'man', 'bash']]) {
    const { status, stderr, stdout } = spawnSync(EXECUTABLE, args, { encoding: 'utf8' });
    assert.equal(status, 2);
    assert.match(stderr, /Expected conf, man, bash or zsh\./);
    assert.equal(stdout, '');
  }
});

test('the changelog of the package is of the version of the program', () => {
  const changelog = readFileSync(new URL('../../tools/debian/changelog', import.meta.url), 'utf8');
  assert.ok(changelog.startsWith(`${run('--version').trim().replace(' ', ' (')}) `), run('--version'));
});

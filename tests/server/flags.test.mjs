// What the server makes of its flags, of the environment and of a configuration file.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { Server } from '../browser/support/server.mjs';

const EXECUTABLE = fileURLToPath(new URL('../../build/parley', import.meta.url));
const USAGE_ERROR = 2;

const folder = mkdtempSync(join(tmpdir(), 'parley-flags-'));
after(() => rmSync(folder, { recursive: true }));

/** @param {string[]} args @param {Record<string, string>} [environment] */
function refusal(args, environment = {}) {
  const options = { env: { ...process.env, ...environment }, encoding: /** @type {const} */ ('utf8'), timeout: 60_000 };
  const { status, stderr } = spawnSync(EXECUTABLE, ['--port', '0', '--resume-key-file', 'none', ...args], options);
  assert.equal(status, USAGE_ERROR, stderr);
  return stderr;
}

test('what is no origin is refused, and what would end a header or a policy with it', () => {
  for (const origin of ['meet.example.org', 'https://', 'https://a.example/path', 'https://a.example; script-src *',
    "https://a.example 'self'", 'https://a.example\r\nX-More: 1', 'ftp://a.example']) {
    for (const flag of ['--allow-origin', '--public-origin', '--connect-origin', '--embed-origin']) {
      assert.match(refusal([flag, origin]), /no origin/, `${flag} ${origin}`);
    }
  }
});

test('a flag may come from the environment, where it is judged alike', () => {
  assert.match(refusal([], { PARLEY_EMBED_ORIGIN: 'nonsense' }), /no origin/);
  assert.match(refusal([], { PARLEY_MESSAGE_RATE: '0' }), /not in range/);
});

test('messages may not be kept so short that the description of a call is refused', () => {
  assert.match(refusal(['--max-message-bytes', '16383']), /not in range/);
});

test('several origins stand in one line of a configuration file', async (t) => {
  const config = join(folder, 'parley.conf');
  writeFileSync(config, 'embed-origin = https://one.example, https://two.example:8443\n');
  const server = await Server.start({ args: ['--config', config] });
  t.after(() => server.stop());
  const policy = (await fetch(server.url)).headers.get('content-security-policy');
  assert.match(String(policy), /frame-ancestors https:\/\/one\.example https:\/\/two\.example:8443$/);
});

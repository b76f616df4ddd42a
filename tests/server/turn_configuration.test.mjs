// The coturn configuration of docs/hosting.md, as it is printed but for addresses, ports and files.

import assert from 'node:assert/strict';
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { BlockList, isIPv6 } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { connect } from 'node:tls';

import { freePort } from '../browser/support/free_port.mjs';
import { endProcess, endWithThisProcess } from '../browser/support/processes.mjs';
import { until } from '../browser/support/until.mjs';

const hosting = readFileSync(new URL('../../docs/hosting.md', import.meta.url), 'utf8');
const [, printed] = /`\/etc\/turnserver\.conf`[^`]*```\n([\s\S]*?)```/.exec(hosting) ?? [];
const SECRET = 'a secret of the tests';

const folder = mkdtempSync(join(tmpdir(), 'parley-turn-'));
let log = '';
/** @type {import('node:child_process').ChildProcess} */
let coturn;
const ports = { plain: 0, tls: 0 };

before(async () => {
  Object.assign(ports, { plain: await freePort(), tls: await freePort() });
  const [certificate, key] = ['turn.crt', 'turn.key'].map((name) => join(folder, name));
  execFileSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes',
    '-subj', '/CN=localhost', '-keyout', key, '-out', certificate], { stdio: 'ignore' });
  const configuration = printed
    .replace(/^listening-port=.*/m, `listening-port=${ports.plain}\nlistening-ip=127.0.0.1\nrelay-ip=127.0.0.1`)
    .replace(/^tls-listening-port=.*/m, `tls-listening-port=${ports.tls}`)
    .replace(/^cert=.*/m, `cert=${certificate}`)
    .replace(/^pkey=.*/m, `pkey=${key}`)
    .replace(/^external-ip=.*\n/m, '')
    .replace(/^static-auth-secret=.*/m, `static-auth-secret=${SECRET}`);
  const file = join(folder, 'turnserver.conf');
  writeFileSync(file, configuration);
  coturn = spawn('turnserver', ['-c', file, '--verbose', '--log-file', 'stdout', '--pidfile', join(folder, 'pid')],
    { stdio: ['ignore', 'pipe', 'pipe'] });
  endWithThisProcess(coturn);
  for (const stream of [coturn.stdout, coturn.stderr]) stream?.on('data', (data) => { log += data; });
  await until('coturn listens', async () => log, (text) => /IPv4. UDP listener opened/.test(text));
});

after(async () => {
  if (coturn) await endProcess(coturn, 'SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

test('coturn takes every line of it', () => {
  assert.doesNotMatch(log, /Bad configuration|unknown argument|ERROR/i);
  assert.match(log, /TLS\/TCP listener opened/);
});

for (const [transport, ...flags] of [['UDP'], ['TCP', '-t']]) {
  test(`it gives out relays by ${transport}, but relays nothing to the machine itself`, () => {
    const { stdout } = spawnSync('turnutils_uclient', ['-v', ...flags, '-W', SECRET, '-u', 'ann', '-p', `${ports.plain}`,
      '-e', '127.0.0.1', '-n', '1', '127.0.0.1'], { encoding: 'utf8', timeout: 60_000 });
    assert.match(stdout, /Received relay addr/);
    assert.match(stdout, /error 403 \(Forbidden IP\)/);
  });
}

test('it answers over TLS', async () => {
  const socket = connect({ port: ports.tls, host: '127.0.0.1', rejectUnauthorized: false });
  // RFC 8489: a Binding request without attributes, and the type of the answer.
  socket.write(Buffer.from('000100002112a4420102030405060708090a0b0c', 'hex'));
  const [answer] = await once(socket, 'data');
  socket.destroy();
  assert.equal(answer.readUInt16BE(0), 0x0101);
});

test('it names every address that is for a special purpose (RFC 6890)', () => {
  // One for each family: a BlockList takes ::ffff:1.1.1.1 for 1.1.1.1.
  const denied = { ipv4: new BlockList(), ipv6: new BlockList() };
  const family = (/** @type {string} */ address) => isIPv6(address) ? 'ipv6' : 'ipv4';
  const isDenied = (/** @type {string} */ address) => denied[family(address)].check(address, family(address));
  for (const [, first, last] of printed.matchAll(/^denied-peer-ip=([\w.:]+)-([\w.:]+)$/gm)) {
    denied[family(first)].addRange(first, last, family(first));
  }
  for (const address of ['0.0.0.1', '10.1.2.3', '100.64.0.1', '127.0.0.1', '169.254.169.254', '172.31.255.255', '192.0.0.8',
    '192.0.2.1', '192.88.99.1', '192.168.1.1', '198.19.0.1', '198.51.100.1', '203.0.113.1', '240.0.0.1', '255.255.255.255',
    '::', '::1', '64:ff9b::a00:1', '::ffff:a00:1', '100::1', '2001::1', '2001:db8::1', '2002:a00:1::', 'fd00::1', 'fe80::1']) {
    assert.ok(isDenied(address), address);
  }
  for (const address of ['1.1.1.1', '100.128.0.1', '172.32.0.1', '198.20.0.1', '2606:4700::1', '2a00::1']) {
    assert.ok(!isDenied(address), address);
  }
});

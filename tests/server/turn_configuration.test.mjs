// The coturn configuration that `parley turn-config` prints, but for addresses and ports.

import assert from 'node:assert/strict';
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { connect } from 'node:tls';
import { fileURLToPath } from 'node:url';

import { freePort } from '../browser/support/free_port.mjs';
import { endProcess, endWithThisProcess } from '../browser/support/processes.mjs';
import { until } from '../browser/support/until.mjs';
import { TurnClient } from './turn_client.mjs';

const EXECUTABLE = fileURLToPath(new URL('../../build/parley', import.meta.url));
const SECRET = 'c2VjcmV0b2Z0aGV0ZXN0cw';

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
  const secretFile = join(folder, 'secret');
  writeFileSync(secretFile, `${SECRET}\n`);
  const printed = execFileSync(EXECUTABLE, ['turn-config', '--realm', 'localhost', '--turn-secret-file', secretFile,
    '--cert', certificate, '--pkey', key], { encoding: 'utf8' });
  const configuration = printed
    .replace(/^listening-port=.*/m, `listening-port=${ports.plain}\nlistening-ip=127.0.0.1\nrelay-ip=127.0.0.1\nrelay-ip=::1`)
    .replace(/^tls-listening-port=.*/m, `tls-listening-port=${ports.tls}`);
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

/** The first and the last address of every block in IANA's registries of special-purpose addresses. */
const SPECIAL = [
  '0.0.0.0', '0.255.255.255', '10.0.0.0', '10.255.255.255', '100.64.0.0', '100.127.255.255', '127.0.0.0', '127.255.255.255',
  '169.254.0.0', '169.254.169.254', '169.254.255.255', '172.16.0.0', '172.31.255.255', '192.0.0.0', '192.0.0.255',
  '192.0.2.0', '192.0.2.255', '192.31.196.0', '192.31.196.255', '192.52.193.0', '192.52.193.255', '192.88.99.0',
  '192.88.99.255', '192.168.0.0', '192.168.255.255', '192.175.48.0', '192.175.48.255', '198.18.0.0', '198.19.255.255',
  '198.51.100.0', '198.51.100.255', '203.0.113.0', '203.0.113.255', '224.0.0.1', '239.255.255.255', '240.0.0.0',
  '255.255.255.255',
];
const SPECIAL_IPV6 = [
  '::', '::1', '::a00:1', '::ffff:0:0', '::ffff:a00:1', '::ffff:ffff:ffff', '64:ff9b::', '64:ff9b::a00:1',
  '64:ff9b::ffff:ffff', '64:ff9b:1::', '64:ff9b:1:ffff:ffff:ffff:ffff:ffff', '100::', '100::ffff:ffff:ffff:ffff',
  '100:0:0:1::', '2001::', '2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff', '2001:db8::',
  '2001:db8:ffff:ffff:ffff:ffff:ffff:ffff', '2002::', '2002:a00:1::', '2002:ffff:ffff:ffff:ffff:ffff:ffff:ffff',
  '2620:4f:8000::', '2620:4f:8000:ffff:ffff:ffff:ffff:ffff', '3fff::', '3fff:fff:ffff:ffff:ffff:ffff:ffff:ffff', '5f00::',
  '5f00:ffff:ffff:ffff:ffff:ffff:ffff:ffff', 'fc00::', 'fd00:ec2::254', 'fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff', 'fe80::',
  'febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff', 'fec0::', 'ff02::1', 'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff',
];
const PUBLIC = ['1.1.1.1', '9.255.255.255', '100.128.0.0', '126.255.255.255', '169.253.255.255', '172.32.0.0', '198.20.0.0',
  '223.255.255.255'];
const PUBLIC_IPV6 = ['2001:200::', '2606:4700::1', '2a00::1', '2003::'];
const FORBIDDEN = 403;
const UNSUPPORTED_TRANSPORT = 442;

for (const { ipv6, special, open } of [
  { ipv6: false, special: SPECIAL, open: PUBLIC },
  { ipv6: true, special: SPECIAL_IPV6, open: PUBLIC_IPV6 },
]) {
  test(`it relays to no ${ipv6 ? 'IPv6' : 'IPv4'} address that is for a special purpose (RFC 6890)`, async (t) => {
    const client = new TurnClient(ports.plain, SECRET);
    t.after(() => client.close());
    assert.equal(await client.allocate({ ipv6 }), 0);
    for (const address of special) assert.equal(await client.permit(address), FORBIDDEN, address);
    for (const address of open) assert.equal(await client.permit(address), 0, address);
  });
}

test('it gives out no relay for TCP, which would lead to any service', async (t) => {
  const client = new TurnClient(ports.plain, SECRET);
  t.after(() => client.close());
  assert.equal(await client.allocate({ tcp: true }), UNSUPPORTED_TRANSPORT);
});

test('what would make another line of the file, or lacks the secret, is refused', () => {
  const run = (/** @type {string[]} */ ...args) =>
    spawnSync(EXECUTABLE, ['turn-config', ...args], { encoding: 'utf8', timeout: 60_000 });
  const secretFile = join(folder, 'secret');
  for (const [args, words] of /** @type {[string[], RegExp][]} */ ([
    [[], /^parley: --realm: Expected the name by which/],
    [['--realm', 'a.example'], /^parley: --turn-secret-file: Expected the file/],
    [['--realm', 'a.example\nallow-loopback-peers', '--turn-secret-file', secretFile], /--realm .*: Expected a text without spaces/],
    [['--realm', 'a.example', '--turn-secret-file', join(folder, 'none')], /--turn-secret-file .*: The file cannot be read/],
    [['--relm', 'a.example'], /Did you mean --realm\?/],
  ])) {
    const { status, stderr, stdout } = run(...args);
    assert.equal(status, 2, stderr);
    assert.match(stderr, words);
    assert.match(stderr, /^"parley turn-config --help" lists all flags\.$/m);
    assert.equal(stdout, '');
  }
});

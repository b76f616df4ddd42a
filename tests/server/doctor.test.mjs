// `parley doctor`: a set-up in which all is well, and then each thing broken on purpose.

/** @import { Certificate, Finding } from './doctor_setup.mjs' */
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { chmodSync, cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';

import { WebSocketServer } from 'ws';

import { freePort } from '../browser/support/free_port.mjs';
import { Server } from '../browser/support/server.mjs';
import { Authority, EXECUTABLE, examine, startCoturn, startJanus, startProxyOfAnotherTime, startSites } from './doctor_setup.mjs';

const SECRET = 'c2VjcmV0b2Z0aGV0ZXN0cw';
const SFU_SECRET = 'secretOfJanus';
const hasJanus = existsSync('/usr/bin/janus');

const folder = mkdtempSync(join(tmpdir(), 'parley-doctor-'));
const authority = new Authority(folder);
/** @type {(() => Promise<unknown> | void)[]} */
const endings = [];
/** @type {Record<string, number>} */
const ports = {};
/** @type {Server} */
let parley;
/** @type {Awaited<ReturnType<typeof startCoturn>>} */
let coturn;

/** @param {string} site */
const urlOf = (site) => `https://localhost:${ports[site]}`;
const iceServers = () => [`stun:127.0.0.1:${ports.turn}`, `turn:127.0.0.1:${ports.turn}`,
  `turn:127.0.0.1:${ports.turn}?transport=tcp`, `turns:127.0.0.1:${ports.turns}?transport=tcp`];
const withTls = (/** @type {string} */ url) => [...iceServers().slice(0, 3), url];

before(async () => {
  const names = ['good', 'expired', 'otherName', 'selfSigned', 'noUpgrade', 'noHeaders', 'untrusted', 'otherOrigin', 'noServer',
    'parley', 'turn', 'turns', 'badTurns', 'janus', 'nobody'];
  for (const name of names) ports[name] = await freePort();
  const certificate = authority.issue();
  const proxied = ['good', 'expired', 'otherName', 'selfSigned', 'noUpgrade', 'noHeaders'];
  parley = await Server.start({
    port: ports.parley,
    args: ['--trusted-proxy', '127.0.0.1', ...proxied.flatMap((site) => ['--public-origin', urlOf(site)])],
  });
  endings.push(() => parley.stop());
  const credulous = await Server.start({ args: ['--public-origin', urlOf('untrusted')] });
  endings.push(() => credulous.stop());
  const site = (/** @type {string} */ name, other = {}) => ({ port: ports[name], certificate, parley: parley.url, ...other });
  const nginx = await startSites([
    site('good'),
    site('expired', { certificate: authority.issue({ days: -1 }) }),
    site('otherName', { certificate: authority.issue({ names: 'DNS:other.example' }) }),
    site('selfSigned', { certificate: authority.issue({ selfSigned: true }) }),
    site('noUpgrade', { location: (/** @type {string} */ text) => text.replace(/.*(Upgrade|"upgrade").*\n/g, '') }),
    site('noHeaders', { location: (/** @type {string} */ text) => text.replace(/.*X-Forwarded.*\n/g, '') }),
    site('untrusted', { parley: credulous.url }),
    site('otherOrigin'),
    site('noServer', { parley: `http://127.0.0.1:${ports.nobody}` }),
  ]);
  endings.push(() => nginx.stop());
  coturn = await startCoturn({ folder, secret: SECRET, plain: ports.turn, tls: ports.turns, certificate });
  endings.push(() => coturn.stop());
});

after(async () => {
  for (const end of endings.reverse()) await end();
  rmSync(folder, { recursive: true, force: true });
});

/**
 * The findings of a run, and its exit code. Its host trusts the tests' authority.
 * @param {string[]} args
 */
async function found(args) {
  const { stdout, code } = await examine([...args, '--json'], { SSL_CERT_FILE: authority.file });
  const { findings, broken } = /** @type {{ findings: Finding[], broken: number }} */ (JSON.parse(stdout));
  assert.equal(code, broken > 0 ? 1 : 0);
  assert.equal(broken, findings.filter(({ severity }) => severity === 'broken').length);
  return { findings, code, broken: findings.filter(({ severity }) => severity === 'broken').map(({ id }) => id) };
}

/** The flags of the server that runs. */
function flags({ secret = SECRET, servers = iceServers() } = {}) {
  return ['--port', `${ports.parley}`, '--public-origin', urlOf('good'), '--trusted-proxy', '127.0.0.1', '--ice-servers',
    servers.join(','), '--turn-secret', secret];
}

/** The flags of a server that uses no others. @param {number} port */
const without = (port) => ['--port', `${port}`, '--ice-servers', 'none'];

test('of a set-up that is all right it says so, whatever it tries', async () => {
  const file = join(folder, 'parley.conf');
  writeFileSync(file, `port = ${ports.parley}
public-origin = ${urlOf('good')}
trusted-proxy = 127.0.0.1
ice-servers = "${iceServers().join(',')}"
turn-secret = ${SECRET}
`);
  const { findings, broken, code } = await found(['--config', file]);
  assert.deepEqual(broken, []);
  assert.equal(code, 0);
  const good = findings.filter(({ severity }) => severity === 'good').map(({ id }) => id);
  for (const id of ['dns', 'connect', 'certificate', 'server', 'origin', 'websocket', 'proxy', 'clock', 'stun', 'turn-udp',
    'turn-tcp', 'turn-tls', 'turn-certificate', 'port', 'descriptors', 'memory']) {
    assert.ok(good.includes(id), `${id} is missing: ${JSON.stringify(findings, null, 1)}`);
  }
  // Only of the machine that runs the tests one cannot know this.
  assert.deepEqual(findings.filter(({ id, severity }) => severity !== 'good' && id !== 'clock-unsynchronised'), []);
});

test('it gives the relays back', () => {
  const { given, returned } = coturn.relays();
  assert.equal(given, 3);
  assert.equal(returned, 3);
});

test('it fits into a terminal, and says what was tried, what came and what to do', async () => {
  const { stdout, code } = await examine([urlOf('otherOrigin')], { SSL_CERT_FILE: authority.file });
  assert.equal(code, 1);
  assert.deepEqual(stdout.split('\n').filter((line) => line.length > 80), []);
  assert.match(stdout, /^BROKEN {2}tried .*\n(?: {14}.*\n)* {8}came .*\n(?: {14}.*\n)* {8}do /m);
  assert.match(stdout, /\d+ good, \d+ to be looked at, 1 broken\.\n$/);
});

test('with a URL alone it looks from outside', async () => {
  const { findings } = await found([urlOf('good')]);
  assert.deepEqual(findings.map(({ id }) => id),
    ['dns', 'connect', 'certificate', 'server', 'origin', 'websocket', 'proxy', 'clock']);
});

test('from another machine it looks at the TURN servers too, but not at that machine', async () => {
  const { findings, broken } = await found(['--outside', ...flags().slice(2)]);
  assert.deepEqual(broken, []);
  assert.deepEqual(new Set(findings.map(({ id }) => id)), new Set(['dns', 'connect', 'certificate', 'server', 'origin', 'websocket',
    'proxy', 'clock', 'stun', 'turn-udp', 'turn-tcp', 'turn-tls', 'turn-certificate']));
});

test('a mistake in the command is told as those of the server are', async () => {
  for (const args of [['meet.example.org'], ['--prot', '1'], ['https://meet.example.org', 'more']]) {
    assert.equal((await examine(args)).code, 2, args.join(' '));
  }
});

for (const [what, url, ids] of /** @type {[string, () => string, string[]][]} */ ([
  ['a name that does not resolve', () => 'https://no-such-name.invalid', ['dns-unknown']],
  ['a port on which nobody listens', () => urlOf('nobody'), ['connect-refused']],
  ['a certificate that has expired', () => urlOf('expired'), ['certificate-expired']],
  ['a certificate for another name', () => urlOf('otherName'), ['certificate-wrong-name']],
  ['a certificate that is signed by itself', () => urlOf('selfSigned'), ['certificate-self-signed']],
  ['a port without TLS', () => `https://localhost:${ports.parley}`, ['certificate-none']],
  ['a proxy that drops Upgrade', () => urlOf('noUpgrade'), ['websocket-not-upgraded']],
  ['a proxy that says nothing of its clients', () => urlOf('noHeaders'), ['proxy-no-address']],
  ['a proxy that is not trusted', () => urlOf('untrusted'), ['proxy-untrusted']],
  ['a proxy that does not reach the server', () => urlOf('noServer'), ['server-behind-proxy']],
  ['an origin that the server does not know', () => urlOf('otherOrigin'), ['origin-refused']],
  ['a path below which there is no server', () => `${urlOf('good')}/calls`, ['server-other']],
])) {
  test(`it finds ${what}`, async () => {
    assert.deepEqual((await found([url()])).broken, ids);
  });
}

test('what docs/operators.md shows of a proxy that is not trusted is what it says', async () => {
  const { stdout } = await examine([urlOf('untrusted')], { SSL_CERT_FILE: authority.file });
  const [told] = /^BROKEN[^]*?(?=^\S)/m.exec(stdout) ?? [''];
  const guide = readFileSync(new URL('../../docs/operators.md', import.meta.url), 'utf8');
  assert.match(told, /do +Start the server with --trusted-proxy/);
  assert.ok(guide.includes(told), told);
});

test('it finds a certificate whose authority this machine does not know', async () => {
  const { stdout, code } = await examine([urlOf('good'), '--json'], { SSL_CERT_FILE: '/dev/null' });
  assert.equal(code, 1);
  const { findings } = /** @type {{ findings: Finding[] }} */ (JSON.parse(stdout));
  assert.deepEqual(findings.filter(({ severity }) => severity === 'broken').map(({ id }) => id), ['certificate-untrusted']);
});

test('it finds a clock that is wrong', async () => {
  for (const seconds of [-3600, 3600]) {
    const proxy = await startProxyOfAnotherTime(parley.url, seconds);
    const { findings } = await found([proxy.url]);
    proxy.stop();
    const clock = findings.find(({ id }) => id.startsWith('clock'));
    assert.equal(clock?.id, 'clock-wrong');
    assert.match(clock?.came ?? '', seconds > 0 ? /seconds ahead of/ : /seconds behind/);
  }
});

test('it finds a TURN secret that is wrong, over each transport', async () => {
  const { broken } = await found(flags({ secret: 'another' }));
  assert.deepEqual(broken, ['turn-udp-credentials', 'turn-tcp-credentials', 'turn-tls-credentials']);
});

for (const [transport, index, url] of /** @type {[string, number, () => string][]} */ ([
  ['udp', 1, () => `turn:127.0.0.1:${ports.nobody}`],
  ['tcp', 2, () => `turn:127.0.0.1:${ports.nobody}?transport=tcp`],
  ['tls', 3, () => `turns:127.0.0.1:${ports.nobody}?transport=tcp`],
])) {
  test(`it finds a TURN server that is closed for ${transport.toUpperCase()}`, async () => {
    const servers = iceServers().map((one, at) => (at === index ? url() : one));
    assert.deepEqual((await found(flags({ servers }))).broken, [`turn-${transport}-unreachable`]);
  });
}

test('programs that take a connection and say nothing hold it up for ten seconds at most', async () => {
  const mute = createServer().listen(0, '127.0.0.1');
  await once(mute, 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (mute.address());
  const quiet = createSocket('udp4').bind(0, '127.0.0.1');
  await once(quiet, 'listening');
  const begin = performance.now();
  const { broken } = await found([`http://127.0.0.1:${port}`, '--port', `${port}`, '--turn-secret', SECRET, '--ice-servers',
    [`turn:127.0.0.1:${quiet.address().port}`, `turn:127.0.0.1:${port}?transport=tcp`, `turns:127.0.0.1:${port}`].join(','),
    '--sfu', `ws://127.0.0.1:${port}`]);
  const seconds = (performance.now() - begin) / 1000;
  mute.close();
  quiet.close();
  assert.deepEqual(broken, ['server-silent', 'turn-udp-unreachable', 'turn-tcp-unreachable', 'turn-tls-unreachable',
    'sfu-unreachable', 'port-taken']);
  // Half of it again for a machine that is busy.
  assert.ok(seconds < 15, `${seconds} s`);
});

test('programs that never stop talking hold it up for no longer', async () => {
  // A STUN message that answers nobody.
  const noise = Buffer.from('010100002112a442000000000000000000000000', 'hex');
  const talking = createServer((socket) => {
    socket.on('error', () => {});
    const talk = () => {
      if (socket.destroyed) return;
      if (socket.write(Buffer.concat(Array(1000).fill(noise)))) setImmediate(talk);
      else socket.once('drain', talk);
    };
    talk();
  }).listen(0, '127.0.0.1');
  await once(talking, 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (talking.address());
  const begin = performance.now();
  const { broken } = await found([...without(port).slice(0, 2), '--turn-secret', SECRET, '--ice-servers',
    `turn:127.0.0.1:${port}?transport=tcp`]);
  const seconds = (performance.now() - begin) / 1000;
  talking.close();
  assert.deepEqual(broken, ['turn-tcp-unreachable', 'port-taken']);
  assert.ok(seconds < 15, `${seconds} s`);
});

test('an SFU that answers what no Janus would is told, and ends nothing', async () => {
  const janus = new WebSocketServer({ port: 0, host: '127.0.0.1', handleProtocols: () => 'janus-protocol' });
  await once(janus, 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (janus.address());
  const answers = /** @type {Record<string, object>} */ ({
    info: { janus: 'server_info', version_string: 7, plugins: { 'janus.plugin.videoroom': [] } },
    create: { janus: 'error', error: { code: 'many', reason: 1 } },
  });
  janus.on('connection', (socket) => socket.on('message', (data) => {
    const { transaction, janus: request } = JSON.parse(`${data}`);
    socket.send(JSON.stringify({ transaction, ...answers[request] }));
  }));
  try {
    const { findings, broken } = await found([...flags(), '--sfu', `ws://127.0.0.1:${port}`, '--sfu-secret', SFU_SECRET]);
    assert.deepEqual(broken, ['sfu-unreachable']);
    assert.equal(findings.find(({ id }) => id === 'sfu-unreachable')?.came, 'it answers, but opens no session.');
  } finally {
    janus.close();
    for (const client of janus.clients) client.terminate();
  }
});

test('it finds a TURN server without TLS, and one whose certificate is not for its name', async () => {
  const withoutTls = withTls(`turns:127.0.0.1:${ports.good}?transport=tcp`);
  assert.deepEqual((await found(flags({ servers: withoutTls }))).broken, ['turn-tls-unreachable']);
  const otherFolder = mkdtempSync(join(tmpdir(), 'parley-doctor-turn-'));
  const other = await startCoturn({
    folder: otherFolder, secret: SECRET, plain: await freePort(), tls: ports.badTurns,
    certificate: authority.issue({ names: 'DNS:other.example' }),
  });
  try {
    const servers = withTls(`turns:127.0.0.1:${ports.badTurns}?transport=tcp`);
    assert.deepEqual((await found(flags({ servers }))).broken, ['turn-certificate-wrong-name']);
  } finally {
    await other.stop();
    rmSync(otherFolder, { recursive: true, force: true });
  }
});

test('it finds the SFU, and that it is gone', { skip: !hasJanus && 'Debian 13 has no janus' }, async () => {
  const sfu = ['--sfu', `ws://127.0.0.1:${ports.janus}`, '--sfu-secret'];
  const janus = await startJanus(ports.janus, SFU_SECRET);
  try {
    const { findings, broken } = await found([...flags(), ...sfu, SFU_SECRET]);
    assert.deepEqual(broken, []);
    assert.match(findings.find(({ id }) => id === 'sfu')?.came ?? '', /Janus \d+\.\d+\.\d+ answers/);
    assert.deepEqual((await found([...flags(), ...sfu, 'another'])).broken, ['sfu-secret']);
  } finally {
    await janus.stop();
  }
  assert.deepEqual((await found([...flags(), ...sfu, SFU_SECRET])).broken, ['sfu-unreachable']);
});

test('it finds an SFU whose rooms have numbers', { skip: !hasJanus && 'Debian 13 has no janus' }, async () => {
  const port = await freePort();
  const janus = await startJanus(port, SFU_SECRET, { stringIds: false });
  try {
    const { broken } = await found([...flags(), '--sfu', `ws://127.0.0.1:${port}`, '--sfu-secret', SFU_SECRET]);
    assert.deepEqual(broken, ['sfu-number-ids']);
  } finally {
    await janus.stop();
  }
});

test('it finds the limit of descriptors that the running server has', async () => {
  const server = await Server.start();
  try {
    const before = await found(without(server.port));
    const process = /process (\d+)/.exec(before.findings.find(({ id }) => id === 'descriptors')?.tried ?? '')?.[1];
    assert.ok(process, JSON.stringify(before.findings));
    execFileSync('prlimit', ['--pid', process, '--nofile=1024:']);
    assert.deepEqual((await found(without(server.port))).broken, ['descriptors-few']);
    assert.deepEqual((await found([...without(server.port), '--max-connections', '100'])).broken, ['descriptors-few']);
  } finally {
    await server.stop();
  }
});

test('limits that its user may not read are not called good', { skip: process.getuid?.() !== 0 && 'only root can become another user' },
  async () => {
    const server = await Server.start();
    const copy = join(mkdtempSync(join(tmpdir(), 'parley-doctor-user-')), 'parley');
    try {
      // Which that user can reach, wherever the tree is.
      cpSync(EXECUTABLE, copy);
      chmodSync(dirname(copy), 0o755);
      const { stdout } = spawnSync('runuser', ['-u', 'nobody', '--', copy, 'doctor', ...without(server.port), '--json'],
        { encoding: 'utf8', timeout: 60_000, cwd: '/' });
      const { findings } = /** @type {{ findings: Finding[] }} */ (JSON.parse(stdout));
      const severityOf = (/** @type {string} */ id) => findings.find((one) => one.id === id)?.severity;
      assert.deepEqual(['port', 'descriptors-skipped', 'memory-skipped'].map(severityOf), ['good', 'skipped', 'skipped'], stdout);
    } finally {
      await server.stop();
      rmSync(dirname(copy), { recursive: true, force: true });
    }
  });

test('it finds that there is too little memory for what may wait', async () => {
  const { broken } = await found([...flags(), '--max-buffered-bytes', `${2 ** 40}`]);
  assert.deepEqual(broken, ['memory-little']);
});

test('it finds a port that another program has, and one that nobody has', async () => {
  const port = await freePort();
  const { broken } = await found(without(port));
  assert.deepEqual(broken, ['port-unused']);
  const other = createServer((socket) => socket.destroy()).listen(port, '127.0.0.1');
  await once(other, 'listening');
  try {
    assert.deepEqual((await found(without(port))).broken, ['port-taken']);
    assert.deepEqual((await found([...flags(), '--metrics-address', `127.0.0.1:${port}`])).broken, ['port-taken']);
  } finally {
    other.close();
  }
});

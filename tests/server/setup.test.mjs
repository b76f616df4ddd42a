// `parley setup`, for a machine whose files are in a folder.

import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { Server } from '../browser/support/server.mjs';

const EXECUTABLE = fileURLToPath(new URL('../../build/parley', import.meta.url));
const HOSTING = readFileSync(new URL('../../docs/hosting.md', import.meta.url), 'utf8');
const HOST = 'meet.example.org';

const folder = mkdtempSync(join(tmpdir(), 'parley-setup-'));
after(() => rmSync(folder, { recursive: true }));
let machines = 0;

/** A machine with Debian's own configuration of these programs. @param {string[]} programs */
function machine(...programs) {
  const root = join(folder, `${++machines}`);
  const put = (/** @type {string} */ path, text = '') => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  // Whoever runs this as root may give files to these.
  put('/etc/group', `root:x:0:\nparley:x:4201:\nturnserver:x:4202:\n`);
  put('/etc/parley/parley.conf', execFileSync(EXECUTABLE, ['reference', 'conf'], { encoding: 'utf8' }));
  const files = {
    caddy: ['/usr/bin/caddy', '/etc/caddy/Caddyfile', '# The Caddyfile.\n\n:80 {\n\troot * /usr/share/caddy\n\tfile_server\n}\n'],
    nginx: ['/usr/sbin/nginx'],
    coturn: ['/usr/bin/turnserver', '/etc/turnserver.conf', `${'# What this is.\n'.repeat(90)}syslog\n`],
    janus: ['/usr/bin/janus'],
  };
  for (const program of programs) {
    const [path, configuration, text] = files[/** @type {keyof typeof files} */ (program)];
    put(path);
    if (configuration) put(configuration, text);
  }
  return root;
}

/** @param {string} root @param {string[]} args */
function setup(root, args, { host = HOST, input = '' } = {}) {
  return spawnSync(EXECUTABLE, ['setup', host, '--root', root, ...args], { encoding: 'utf8', input, timeout: 60_000 });
}

/** Every file and what is in it. @param {string} root */
function filesOf(root) {
  const names = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) => statSync(join(root, name)).isFile());
  return Object.fromEntries(names.sort().map((name) => [`/${name}`, readFileSync(join(root, name), 'utf8')]));
}

test('a dry run shows the differences and writes nothing', () => {
  const root = machine('caddy', 'coturn', 'janus');
  const before = filesOf(root);
  const { status, stdout } = setup(root, ['--dry-run']);
  assert.equal(status, 0);
  assert.deepEqual(filesOf(root), before);
  assert.match(stdout, /^--- \/etc\/parley\/parley\.conf$/m);
  assert.match(stdout, /^\+public-origin = https:\/\/meet\.example\.org$/m);
  assert.match(stdout, /^\+meet\.example\.org \{$/m);
  assert.match(stdout, /^-# \(90 lines of comments\)\n-syslog$/m);
  assert.match(stdout, /^Would run: systemctl restart parley$/m);
  for (const port of ['80', '443', '3478', '5349', '49152-65535', '20000-29999']) assert.match(stdout, new RegExp(`^  ${port} `, 'm'));
});

test('whoever does not say yes has nothing written', () => {
  for (const input of ['n\n', '', '\n', 'yes please\n']) {
    const root = machine('caddy');
    const before = filesOf(root);
    const { status, stdout } = setup(root, [], { input });
    assert.equal(status, 1);
    assert.match(stdout, /Write this\? \[y\/N\] \nNothing was written\.$/m);
    assert.deepEqual(filesOf(root), before);
  }
});

test('a yes is enough, and the second run finds nothing to do', () => {
  const root = machine('caddy', 'coturn', 'janus');
  assert.equal(setup(root, [], { input: 'y\n' }).status, 0);
  const written = filesOf(root);
  const { status, stdout } = setup(root, []);
  assert.equal(status, 0);
  assert.match(stdout, /^Nothing to do: this machine is set up for meet\.example\.org\.$/m);
  assert.deepEqual(filesOf(root), written);
});

test('the secret is made, shared by both files, not shown, and only for their readers', () => {
  const root = machine('caddy', 'coturn');
  const { stdout } = setup(root, ['--yes']);
  const { '/etc/parley/turn-secret': secret, '/etc/turnserver.conf': coturn } = filesOf(root);
  assert.match(secret, /^[0-9a-f]{64}\n$/);
  assert.ok(coturn.includes(`static-auth-secret=${secret}`));
  assert.ok(!stdout.includes(secret.trim()));
  for (const file of ['parley/turn-secret', 'parley/parley.conf', 'turnserver.conf']) {
    assert.equal(statSync(join(root, 'etc', file)).mode & 0o777, 0o640, file);
  }
  if (process.getuid?.() === 0) {
    assert.deepEqual(['parley/turn-secret', 'parley/parley.conf', 'turnserver.conf'].map((file) => statSync(join(root, 'etc', file)).gid),
      [4201, 4201, 4202]);
  } else {
    assert.match(stdout, /^To be run on the machine: chgrp parley \/etc\/parley\/turn-secret$/m);
  }
  const other = machine('coturn');
  setup(other, ['--yes']);
  assert.notEqual(filesOf(other)['/etc/parley/turn-secret'], secret);
});

test('other secrets in the same files are not shown either', () => {
  const root = machine('coturn');
  writeFileSync(join(root, 'etc/parley/parley.conf'), 'sfu-secret = hunter2\npublic-origin = https://a.example\nredis-password = hunter3\n');
  const { stdout } = setup(root, ['--dry-run']);
  assert.match(stdout, /^ sfu-secret = \(not shown\)$/m);
  assert.doesNotMatch(stdout, /hunter/);
});

test("coturn's file is what parley turn-config prints", () => {
  const root = machine('caddy', 'coturn');
  setup(root, ['--yes', '--external-ip', '203.0.113.1']);
  const printed = execFileSync(EXECUTABLE, ['turn-config', '--realm', HOST, '--external-ip', '203.0.113.1', '--turn-secret-file',
    join(root, 'etc/parley/turn-secret')], { encoding: 'utf8' });
  assert.equal(filesOf(root)['/etc/turnserver.conf'], printed);
});

test('docs/hosting.md shows the same files', () => {
  const caddy = machine('caddy', 'coturn');
  setup(caddy, ['--yes']);
  const files = filesOf(caddy);
  assert.ok(HOSTING.includes(`\n${files['/etc/caddy/Caddyfile'].split('# Made by: parley setup\n')[1]}`), 'Caddyfile');
  assert.ok(HOSTING.includes(`\n${files['/etc/cron.daily/turn-certificate']}`), 'turn-certificate');
  const settings = files['/etc/parley/parley.conf'].split('\n').filter((line) => line !== '' && !line.startsWith('#')).join('\n');
  assert.ok(HOSTING.includes(`\n${settings}\n`), settings);
  const nginx = machine('nginx');
  mkdirSync(join(nginx, `etc/letsencrypt/live/${HOST}`), { recursive: true });
  writeFileSync(join(nginx, `etc/letsencrypt/live/${HOST}/fullchain.pem`), '');
  setup(nginx, ['--yes']);
  const [, location] = HOSTING.match(/```nginx\n([\s\S]*?)```/) ?? [];
  assert.ok(filesOf(nginx)['/etc/nginx/conf.d/parley.conf'].includes(location.replace(/^(?=.)/gm, '    ')), location);
});

test('Caddy, nginx and sh take what is written for them', () => {
  const caddy = machine('caddy', 'coturn');
  setup(caddy, ['--yes']);
  execFileSync('/usr/bin/caddy', ['validate', '--adapter', 'caddyfile', '--config', join(caddy, 'etc/caddy/Caddyfile')], { stdio: 'pipe' });
  execFileSync('sh', ['-n', join(caddy, 'etc/cron.daily/turn-certificate')]);
  const nginx = machine('nginx', 'coturn');
  const site = `etc/letsencrypt/live/${HOST}`;
  setup(nginx, ['--yes']);
  execFileSync('sh', ['-n', join(nginx, 'etc/letsencrypt/renewal-hooks/deploy/turn-certificate')]);
  mkdirSync(join(nginx, site), { recursive: true });
  execFileSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-subj', `/CN=${HOST}`,
    '-keyout', join(nginx, site, 'privkey.pem'), '-out', join(nginx, site, 'fullchain.pem')], { stdio: 'ignore' });
  assert.match(setup(nginx, ['--yes']).stdout, /^\+ {4}listen 443 ssl;$/m);
  const text = filesOf(nginx)['/etc/nginx/conf.d/parley.conf'].replaceAll('/etc/letsencrypt', join(nginx, 'etc/letsencrypt'))
    .replace(/^ *listen \[::\].*\n/gm, '');
  const file = join(nginx, 'nginx.conf');
  writeFileSync(file, `pid ${nginx}/pid;\nevents {}\nhttp {\n${text}}\n`);
  execFileSync('/usr/sbin/nginx', ['-t', '-e', 'stderr', '-p', nginx, '-c', file], { stdio: 'pipe' });
});

/**
 * Runs the script of Caddy's certificate as if the machine were `root`, with another user in caddy's place.
 * @param {string} root
 */
function copyCertificate(root) {
  const programs = join(root, 'programs');
  mkdirSync(programs, { recursive: true });
  for (const [name, text] of Object.entries({
    systemctl: `echo "$@" >> ${root}/systemctl`,
    chgrp: 'true',
    mv: `echo "$3" >> ${root}/moved; exec /bin/mv "$@"`,
    // Its files may be read by nobody else, and only root can become another user.
    ...(process.getuid?.() === 0 ? {} : { runuser: `shift 3; exec "$@"` }),
  })) writeFileSync(join(programs, name), `#!/bin/sh\n${text}\n`, { mode: 0o755 });
  const script = readFileSync(join(root, 'etc/cron.daily/turn-certificate'), 'utf8')
    .replaceAll('/etc/turnserver', `${root}/etc/turnserver`).replaceAll('/var/lib/caddy', `${root}/var/lib/caddy`)
    .replaceAll('-u caddy', '-u nobody');
  return spawnSync('sh', ['-c', script], { encoding: 'utf8', timeout: 60_000, env: { PATH: `${programs}:/usr/sbin:/usr/bin:/sbin:/bin` } });
}

/** A machine whose Caddy has a certificate. */
function machineWithCertificate() {
  const root = machine('caddy', 'coturn');
  setup(root, ['--yes']);
  const site = join(root, `var/lib/caddy/.local/share/caddy/certificates/authority/${HOST}`);
  mkdirSync(site, { recursive: true });
  for (let path = root; path.startsWith(folder); path = dirname(path)) chmodSync(path, 0o755);
  for (const kind of ['crt', 'key']) writeFileSync(join(site, `${HOST}.${kind}`), `the ${kind}\n`, { mode: 0o644 });
  return { root, site, mode: (/** @type {string} */ kind) => statSync(join(root, `etc/turnserver.${kind}`)).mode & 0o777 };
}

test("Caddy's certificate is copied for coturn, the key before it", () => {
  const { root, site, mode } = machineWithCertificate();
  assert.equal(copyCertificate(root).status, 0);
  assert.equal(readFileSync(join(root, 'etc/turnserver.crt'), 'utf8'), 'the crt\n');
  assert.equal(readFileSync(join(root, 'etc/turnserver.key'), 'utf8'), 'the key\n');
  assert.deepEqual([mode('crt'), mode('key')], [0o644, 0o640]);
  assert.equal(readFileSync(join(root, 'moved'), 'utf8'), `${root}/etc/turnserver.key\n${root}/etc/turnserver.crt\n`);
  assert.equal(copyCertificate(root).status, 0);
  writeFileSync(join(site, `${HOST}.crt`), 'the next\n');
  assert.equal(copyCertificate(root).status, 0);
  assert.equal(readFileSync(join(root, 'etc/turnserver.crt'), 'utf8'), 'the next\n');
  assert.equal(readFileSync(join(root, 'systemctl'), 'utf8'), 'restart coturn\nkill --signal=USR2 coturn\n');
  assert.deepEqual(readdirSync(join(root, 'etc')).filter((name) => /turnserver\.\w+\./.test(name)), []);
});

test('what Caddy may not read is not copied, though it made a link to it',
  { skip: process.getuid?.() !== 0 && 'only root can become another user' }, () => {
    for (const kind of ['crt', 'key']) {
      const { root, site } = machineWithCertificate();
      const secret = join(root, 'shadow');
      writeFileSync(secret, "root's own\n", { mode: 0o600 });
      rmSync(join(site, `${HOST}.${kind}`));
      symlinkSync(secret, join(site, `${HOST}.${kind}`));
      assert.notEqual(copyCertificate(root).status, 0, kind);
      assert.deepEqual(readdirSync(join(root, 'etc')).filter((name) => /turnserver\.(crt|key)/.test(name)), []);
    }
  });

test('Parley starts with what is written for it, and takes calls at the new name', async (t) => {
  const root = machine('caddy', 'coturn');
  setup(root, ['--yes']);
  const file = join(root, 'etc/parley/parley.conf');
  writeFileSync(file, readFileSync(file, 'utf8').replaceAll(' /etc/parley', ` ${root}/etc/parley`));
  // Which the server of a test has none of otherwise.
  const servers = readFileSync(file, 'utf8').match(/^ice-servers = (.*)$/m)?.[1] ?? '';
  const server = await Server.start({ args: ['--config', file, '--ice-servers', servers] });
  t.after(() => server.stop());
  for (const [host, allowed] of [[HOST, true], ['elsewhere.example', false]]) {
    assert.equal((await (await fetch(`${server.url}/origin?https://${host}`)).json()).allowed, allowed);
  }
});

test('what is no name of a public host is refused, and nothing is written', () => {
  for (const host of ['localhost', '203.0.113.1', 'https://meet.example.org', 'a_b.example', 'a.example;', '', 'bücher.example']) {
    const root = machine('caddy');
    const before = filesOf(root);
    const { status, stderr } = setup(root, ['--yes'], { host });
    assert.equal(status, 2, host);
    assert.match(stderr, /Expected the name/);
    assert.match(stderr, /^"parley setup --help" lists all flags\.$/m);
    assert.deepEqual(filesOf(root), before);
  }
  const { status, stderr } = spawnSync(EXECUTABLE, ['setup', '--yes'], { encoding: 'utf8' });
  assert.equal(status, 2);
  assert.match(stderr, /^parley: host: Expected the name/);
});

test('an address with a port is no address of the machine, and nothing is written', () => {
  for (const address of ['203.0.113.1:80', '[2001:db8::1]', 'meet.example.org', '203.0.113.1/24']) {
    const root = machine('coturn');
    const before = filesOf(root);
    const { status, stderr } = setup(root, ['--yes', '--external-ip', address]);
    assert.equal(status, 2, address);
    assert.match(stderr, /--external-ip.*: Expected an address without a port, such as 203\.0\.113\.1\.$/m);
    assert.deepEqual(filesOf(root), before);
  }
  const { status } = spawnSync(EXECUTABLE, ['turn-config', '--external-ip', '203.0.113.1:80'], { encoding: 'utf8' });
  assert.equal(status, 2);
});

test('a file that cannot be read or written ends it with the reason', () => {
  const root = machine('caddy');
  const before = filesOf(root);
  mkdirSync(join(root, 'etc/turnserver.conf'));
  const { status, stderr } = setup(root, ['--yes']);
  assert.equal(status, 1);
  assert.match(stderr, /turnserver\.conf: The file cannot be read: Is a directory\.$/m);
  assert.deepEqual(filesOf(root), before);
  assert.ok(!existsSync(join(root, 'etc/parley/turn-secret')));
});

// What the server makes of its flags, of the environment and of a configuration file.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { Server } from '../browser/support/server.mjs';
import { until } from '../browser/support/until.mjs';

const EXECUTABLE = fileURLToPath(new URL('../../build/parley', import.meta.url));
const USAGE_ERROR = 2;

const folder = mkdtempSync(join(tmpdir(), 'parley-flags-'));
after(() => rmSync(folder, { recursive: true }));

/** @param {string[]} args @param {Record<string, string>} [environment] */
function refusal(args, environment = {}) {
  const options = { env: { ...process.env, ...environment }, encoding: /** @type {const} */ ('utf8'), timeout: 60_000 };
  const { status, stderr } = spawnSync(EXECUTABLE, args, options);
  assert.equal(status, USAGE_ERROR, stderr);
  assert.match(stderr, /^"parley --help" lists all flags\.$/m);
  for (const line of stderr.trimEnd().split('\n').slice(0, -1)) assert.match(line, /^parley: .*[.?]$/);
  return stderr;
}

/** @param {string} name @param {string} text */
function file(name, text) {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
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
  assert.match(refusal([], { PARLEY_MESSAGE_RATE: '0' }), /PARLEY_MESSAGE_RATE=0: Expected a number from 1 to 1000000000\./);
});

test('messages may not be kept so short that the description of a call is refused', () => {
  assert.match(refusal(['--max-message-bytes', '16383']), /--max-message-bytes 16383: Expected a number from 16384 to 65536\./);
});

test('what is wrong with a value is said with what is allowed', () => {
  for (const [args, line] of /** @type {[string[], string][]} */ ([
    [['--log-format', 'xml'], '--log-format xml: Expected text or json.'],
    [['--log-level=loud'], '--log-level loud: Expected debug, info, warning or error.'],
    [['--port', '70000'], '--port 70000: Expected a TCP port from 0 to 65535.'],
    [['--port', 'abc'], '--port abc: Expected a TCP port from 0 to 65535.'],
    [['--port', '-1'], '--port -1: Expected a TCP port from 0 to 65535.'],
    [['--loops', '257'], '--loops 257: Expected a number from 0 to 256.'],
    [['--message-timeout', '0.5'], '--message-timeout 0.5: Expected seconds from 1 to 3600.'],
    [['--drain-timeout', '1e9'], '--drain-timeout 1e9: Expected seconds from 0.1 to 3600.'],
    [['--address', '::1'], '--address ::1: Expected an IPv4 address, such as 127.0.0.1 or 0.0.0.0.'],
    [['--trusted-proxy', '10.0.0.0/33'],
      '--trusted-proxy 10.0.0.0/33: Expected an address or a network: 10.0.0.1, 10.0.0.0/8 or 2001:db8::/32.'],
    [['--metrics-address', '127.0.0.1'],
      '--metrics-address 127.0.0.1: Expected an IPv4 address and a port, such as 127.0.0.1:9464.'],
    ...['turn:a?transport=sctp', 'stun:a?transport=udp', 'turn:2001:db8::1', 'turn:a:0', 'turn:a..b', 'https://a'].map((url) =>
      /** @type {[string[], string]} */ ([['--ice-servers', url], `--ice-servers ${url}: "${url}" is no ICE server. Expected `
        + 'stun:HOST:PORT, turn:HOST:PORT?transport=tcp or turns:HOST:PORT, with commas between several, or none.'])),
    [['--bundle', '/nowhere'], '--bundle /nowhere: There is no such directory.'],
    [['--login=maybe'], '--login=maybe: Expected true or false.'],
    [['--port'], '--port: A value is missing.'],
    [['--port', '1', '--port', '2'], '--port: It is given 2 times, and takes one value.'],
    [['8080'], '8080: Expected a flag, such as --port 8080.'],
  ])) {
    assert.equal(refusal(args).split('\n')[0], `parley: ${line}`);
  }
});

test('a flag that there is not is told with the nearest that there is', () => {
  for (const [args, line] of /** @type {[string[], string][]} */ ([
    [['--prot', '9000'], '--prot: There is no such flag. Did you mean --port?'],
    [['--prot=9000'], '--prot: There is no such flag. Did you mean --port?'],
    [['--allow_orgin', 'x'], '--allow_orgin: There is no such flag. Did you mean --allow-origin?'],
    [['-port'], '-port: There is no such flag. Did you mean --port?'],
    [['--nonsense-and-more'], '--nonsense-and-more: There is no such flag.'],
  ])) {
    assert.equal(refusal(args), `parley: ${line}\n"parley --help" lists all flags.\n`);
  }
});

test('every mistake has a line of its own, whatever it is written in', () => {
  const config = file('mistakes.conf', [
    '# a comment', '', 'prot = 9000', 'log-format = xml  # and another', 'port', 'max-rooms = 0',
    'login-room = "a # b"', 'max-rooms = 5', '[section]', 'config = other', 'login = maybe'].join('\n'));
  const lines = refusal(['--config', config, '--loops', '999'], { PARLEY_TOKEN_TTL: '1' }).split('\n');
  assert.deepEqual(lines, [
    'parley: --loops 999: Expected a number from 0 to 256.',
    'parley: PARLEY_TOKEN_TTL=1: Expected a number from 60 to 86400.',
    `parley: ${config}, line 3: There is no option "prot". Did you mean "port"?`,
    `parley: ${config}, line 4, log-format = xml: Expected text or json.`,
    `parley: ${config}, line 5: Expected port = PORT.`,
    `parley: ${config}, line 6, max-rooms = 0: Expected a number from 1 to 1000000.`,
    `parley: ${config}, line 8: "max-rooms" is set a second time.`,
    `parley: ${config}, line 9: There is no option "[section]".`,
    `parley: ${config}, line 10: There is no option "config".`,
    `parley: ${config}, line 11, login = maybe: Expected true or false.`,
    '"parley --help" lists all flags.', '']);
});

test('flags that contradict each other are told, and what is missing beside one', () => {
  const turn = ['--ice-servers', 'turn:turn.example.org:3478'];
  for (const [args, line] of /** @type {[string[], string][]} */ ([
    [['--turn-secret', 'x'], '--turn-secret: It is for TURN servers, and --ice-servers has none.'],
    [['--relay-only'], '--relay-only: Without a TURN server in --ice-servers nobody could see anyone.'],
    [turn, '--ice-servers: A TURN server needs --turn-secret, or --turn-username and --turn-credential.'],
    [['--auth-token', 'x'.repeat(32)], '--auth-token: It is the password of an account: --account-sid is missing.'],
    [['--account-sid', 'AC1', '--auth-token', 'x'.repeat(32), '--auth-token-file', file('token', 'y'.repeat(32))],
      '--auth-token and --auth-token-file: Expected one of them.'],
    [['--account-sid', 'AC1', '--auth-token', 'short'],
      '--auth-token: The token has 5 bytes; it needs at least 32 and may have 256.'],
    [['--callback-allow', 'hooks.example.org'],
      '--callback-allow hooks.example.org: Expected the beginning of a URL, such as https://hooks.example.org/parley/.'],
    [['--callback-allow', 'https://hooks.example.org/'],
      '--callback-allow: Callbacks are asked for over REST, which needs --api-key-file or --auth-token-file.'],
    [['--callback-network', 'x'], '--callback-network x: Expected an address or a network: 10.0.0.1 or 10.0.0.0/8.'],
    [[...turn, '--turn-secret', 'x', '--turn-secret-file', file('secret', 'y\n')],
      '--turn-secret and --turn-secret-file: Expected one of them.'],
    [[...turn, '--turn-secret', 'x', '--turn-username', 'y'],
      "--turn-secret and --turn-username: Expected a secret, from which each participant's name and password are made, "
      + 'or one name and password for all.'],
  ])) {
    assert.equal(refusal(args).split('\n')[0], `parley: ${line}`);
  }
});

test('files that cannot be used are told with the reason', () => {
  const keys = file('keys', '# fine\nnonsense\n');
  const short = file('short', '\n\nSK1:short\n');
  for (const [args, line] of /** @type {[string[], RegExp][]} */ ([
    [['--config', '/nowhere'], /^parley: --config \/nowhere: The file cannot be read: No such file or directory\.$/m],
    [['--config', folder], /^parley: --config .*: The file cannot be read: Is a directory\.$/m],
    [['--api-key-file', '/nowhere'], /^parley: --api-key-file \/nowhere: The file cannot be read: No such file/m],
    [['--api-key-file', file('no-keys', '# none yet\n')], /^parley: --api-key-file .*: The file holds no API key\.$/m],
    [['--api-key-file', folder], /^parley: --api-key-file .*: The file holds no API key\.$/m],
    [['--api-key-file', keys], /^parley: --api-key-file .*: In line 2: An API key is written ID:SECRET/m],
    [['--api-key-file', short], /^parley: --api-key-file .*: In line 3: The secret of the API key SK1 has 5 bytes/m],
    [['--turn-secret-file', '/nowhere'], /^parley: --turn-secret-file \/nowhere: The file cannot be read: No such/m],
    [['--turn-secret-file', file('empty', '\n')], /^parley: --turn-secret-file .*: The file holds no secret\.$/m],
    [['--resume-key-file', keys], /^parley: --resume-key-file: The key file .* does not hold 64 hex digits\.$/m],
  ])) {
    assert.match(refusal(args), line);
  }
});

test('secrets are not shown again', () => {
  const secret = 'Sesame-open-yourself';
  for (const [args, environment] of /** @type {[string[], Record<string, string>][]} */ ([
    [['--api-key', secret], {}], [[], { PARLEY_API_KEYS: secret }],
    [['--config', file('secrets.conf', `api-key = ${secret}\nturn-secret = ${secret}\n`)], {}],
  ])) {
    assert.doesNotMatch(refusal(args, environment), new RegExp(secret));
  }
});

test('what a terminal would obey is not written to it', () => {
  assert.doesNotMatch(refusal(['--port', '1\x1b[2J\n2']), /\x1b|^2/m);
});

test('a variable of the environment that is likely misspelt is told, and is no mistake', async (t) => {
  const server = await Server.start({ environment: { PARLEY_MAX_ROMS: '5', PARLEY_SERVICE_HOST: '10.0.0.1' } });
  t.after(() => server.stop());
  const line = 'parley: PARLEY_MAX_ROMS: This variable is not used. Did you mean PARLEY_MAX_ROOMS?\n';
  await until('the server says so', async () => server.log.includes(line));
  assert.doesNotMatch(server.log, /SERVICE_HOST/);
});

test('the command line goes before the environment, and that before the file', async (t) => {
  const config = file('order.conf', 'embed-origin = https://file.example\nconnect-origin = https://file.example\n');
  const server = await Server.start({
    args: ['--config', config],
    environment: { PARLEY_EMBED_ORIGIN: 'https://environment.example' },
  });
  t.after(() => server.stop());
  const policy = String((await fetch(server.url)).headers.get('content-security-policy'));
  assert.match(policy, /frame-ancestors https:\/\/environment\.example$/);
  assert.match(policy, /connect-src [^;]*https:\/\/file\.example/);
});

test('several origins stand in one line of a configuration file', async (t) => {
  const config = join(folder, 'parley.conf');
  writeFileSync(config, 'embed-origin = https://one.example, https://two.example:8443\n');
  const server = await Server.start({ args: ['--config', config] });
  t.after(() => server.stop());
  const policy = (await fetch(server.url)).headers.get('content-security-policy');
  assert.match(String(policy), /frame-ancestors https:\/\/one\.example https:\/\/two\.example:8443$/);
});

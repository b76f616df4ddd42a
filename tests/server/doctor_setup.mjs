// What `parley doctor` is tried on: an authority and its certificates, nginx before Parley, coturn, Janus.

import { execFile, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, request } from 'node:http';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import { Child } from '../browser/support/child.mjs';
import { endProcess, endWithThisProcess } from '../browser/support/processes.mjs';
import { until } from '../browser/support/until.mjs';

export const EXECUTABLE = fileURLToPath(new URL('../../build/parley', import.meta.url));
/** Below those that systems give to outgoing connections. */
const MEDIA_PORTS = '18000-18100';

/** @typedef {{ id: string, severity: 'good' | 'skipped' | 'warning' | 'broken', tried: string, came: string, do?: string }} Finding */
/** @typedef {{ certificate: string, key: string }} Certificate paths of files */

/** An authority of the test's own, which only programs that are told of it trust. */
export class Authority {
  #folder;
  #count = 0;

  /** @param {string} folder */
  constructor(folder) {
    this.#folder = folder;
    this.#openssl('req', '-x509', ...this.#newKey('ca'), '-subj', '/CN=Tests', '-days', '30', '-out', this.file);
  }

  get file() {
    return join(this.#folder, 'ca.crt');
  }

  /**
   * @param {{ names?: string, days?: number, selfSigned?: boolean }} [what] `names` as OpenSSL has subjectAltName
   * @returns {Certificate}
   */
  issue({ names = 'DNS:localhost,IP:127.0.0.1', days = 90, selfSigned = false } = {}) {
    const name = `leaf${++this.#count}`;
    const [certificate, key, request, extensions] = ['crt', 'key', 'csr', 'ext']
      .map((ending) => join(this.#folder, `${name}.${ending}`));
    writeFileSync(extensions, `subjectAltName=${names}\n`);
    this.#openssl('req', ...this.#newKey(name), '-subj', '/CN=leaf', '-out', request);
    if (days < 0) {
      this.#issueExpired(request, extensions, certificate);
      return { certificate, key };
    }
    const signer = selfSigned ? ['-signkey', key]
      : ['-CA', this.file, '-CAkey', join(this.#folder, 'ca.key'), '-set_serial', `${this.#count}`];
    this.#openssl('x509', '-req', '-in', request, ...signer, '-days', `${days}`, '-extfile', extensions, '-out', certificate);
    return { certificate, key };
  }

  /**
   * `openssl x509` of OpenSSL 3.5 makes none that ends before it begins, and that of 3.0 knows no other beginning than now.
   * @param {string} request @param {string} extensions @param {string} certificate
   */
  #issueExpired(request, extensions, certificate) {
    const [configuration, database] = ['ca.cnf', 'ca.index'].map((name) => join(this.#folder, name));
    writeFileSync(database, '');
    writeFileSync(configuration, ['[ca]', 'default_ca=own', '[own]', `database=${database}`, `new_certs_dir=${this.#folder}`,
      'default_md=sha256', 'policy=any', 'rand_serial=yes', '[any]', 'commonName=supplied', ''].join('\n'));
    this.#openssl('ca', '-batch', '-notext', '-config', configuration, '-cert', this.file,
      '-keyfile', join(this.#folder, 'ca.key'), '-startdate', '20200101000000Z', '-enddate', '20200201000000Z',
      '-extfile', extensions, '-in', request, '-out', certificate);
  }

  /** @param {string} name */
  #newKey(name) {
    return ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-keyout', join(this.#folder, `${name}.key`)];
  }

  /** @param {string[]} args */
  #openssl(...args) {
    execFileSync('openssl', args, { stdio: 'ignore' });
  }
}

/**
 * Runs `parley doctor`.
 * @param {string[]} args @param {Record<string, string>} [environment]
 */
export async function examine(args, environment = {}) {
  const options = { env: { ...process.env, ...environment }, timeout: 60_000 };
  const { stdout, code } = await promisify(execFile)(EXECUTABLE, ['doctor', ...args], options)
    .then(({ stdout: text }) => ({ stdout: text, code: 0 }))
    .catch((error) => {
      if (typeof error.code !== 'number') throw error;
      return { stdout: /** @type {string} */ (error.stdout), code: /** @type {number} */ (error.code) };
    });
  return { stdout, code };
}

/** @typedef {{ port: number, certificate: Certificate, parley: string, location?: (text: string) => string }} Site */

/**
 * nginx with https before Parley, at its root, as docs/hosting.md has it, but for what `location` changes.
 * @param {Site[]} sites
 */
export function startSites(sites) {
  const hosting = readFileSync(new URL('../../docs/hosting.md', import.meta.url), 'utf8');
  const [, documented] = /```nginx\n(location \/ \{[\s\S]*?)```/.exec(hosting) ?? [];
  const hasIPv6 = Object.values(networkInterfaces()).flat().some((one) => one?.address === '::1');
  const servers = sites.map(({ port, certificate, parley, location = (text) => text }) => `server {
    listen 127.0.0.1:${port} ssl;
    ${hasIPv6 ? `listen [::1]:${port} ssl;` : ''}
    ssl_certificate ${certificate.certificate};
    ssl_certificate_key ${certificate.key};
    ${location(documented).replaceAll('127.0.0.1:8080', new URL(parley).host.replace('localhost', '127.0.0.1'))}
  }`);
  return Child.start('/usr/sbin/nginx', sites[0].port, (folder) => {
    // Else its workers could not read the folder.
    const user = process.getuid?.() === 0 ? 'user root;' : '';
    writeFileSync(join(folder, 'nginx.conf'), `daemon off;
${user}
pid nginx.pid;
events {}
http {
  access_log off;
  client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path fastcgi;
  uwsgi_temp_path uwsgi; scgi_temp_path scgi;
  ${servers.join('\n')}
}
`);
    return ['-p', folder, '-e', 'stderr', '-c', join(folder, 'nginx.conf')];
  });
}

/**
 * coturn with the configuration that `parley turn-config` prints, on the loopback interface.
 * @param {{ folder: string, secret: string, plain: number, tls: number, certificate: Certificate }} settings
 */
export async function startCoturn({ folder, secret, plain, tls, certificate }) {
  const secretFile = join(folder, 'turn-secret');
  writeFileSync(secretFile, `${secret}\n`);
  const printed = execFileSync(EXECUTABLE, ['turn-config', '--realm', 'localhost', '--turn-secret-file', secretFile,
    '--cert', certificate.certificate, '--pkey', certificate.key], { encoding: 'utf8' });
  const file = join(folder, 'turnserver.conf');
  writeFileSync(file, printed
    .replace(/^listening-port=.*/m, `listening-port=${plain}\nlistening-ip=127.0.0.1\nrelay-ip=127.0.0.1`)
    .replace(/^tls-listening-port=.*/m, `tls-listening-port=${tls}`));
  const coturn = spawn('turnserver', ['-c', file, '--verbose', '--log-file', 'stdout', '--pidfile', join(folder, 'turn.pid')],
    { stdio: ['ignore', 'pipe', 'pipe'] });
  endWithThisProcess(coturn);
  let log = '';
  for (const stream of [coturn.stdout, coturn.stderr]) stream.on('data', (data) => { log += data; });
  await until('coturn listens', async () => log, (text) => /IPv4. UDP listener opened/.test(text));
  return {
    stop: () => endProcess(coturn, 'SIGKILL'),
    /** How many relays it has given out, and how many were given back. */
    relays: () => ({
      given: log.match(/ALLOCATE processed, success/g)?.length ?? 0,
      returned: log.match(/REFRESH processed, success/g)?.length ?? 0,
    }),
  };
}

/**
 * A Janus with that secret, listening on a port of 127.0.0.1.
 * @param {number} port @param {string} secret @param {{ stringIds?: boolean }} [settings]
 */
export function startJanus(port, secret, { stringIds = true } = {}) {
  return Child.start('/usr/bin/janus', port, (folder) => {
    const configuration = join(folder, 'conf');
    mkdirSync(configuration);
    const write = (/** @type {string} */ name, /** @type {string} */ text) =>
      writeFileSync(join(configuration, `${name}.jcfg`), text);
    write('janus', `general: { api_secret = "${secret}" }
media: { rtp_port_range = "${MEDIA_PORTS}" }
transports: { disable = "libjanus_http.so,libjanus_mqtt.so,libjanus_nanomsg.so,libjanus_pfunix.so,libjanus_rabbitmq.so" }
`);
    write('janus.plugin.videoroom', `general: { string_ids = ${stringIds} }\n`);
    write('janus.transport.websockets', `general: { ws = true, ws_port = ${port}, ws_ip = "127.0.0.1", wss = false }
admin: { admin_ws = false }
`);
    return ['-F', configuration, '--debug-level=3'];
  });
}

/**
 * A proxy whose clock is wrong: what it passes on of Parley's has a Date that is so many seconds later.
 * @param {string} parley @param {number} seconds
 */
export async function startProxyOfAnotherTime(parley, seconds) {
  const server = createServer((incoming, outgoing) => {
    const onward = request(new URL(incoming.url ?? '/', parley), { headers: incoming.headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, { ...answer.headers, date: new Date(Date.now() + seconds * 1000).toUTCString() });
      answer.pipe(outgoing);
    });
    onward.end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return {
    url: `http://127.0.0.1:${port}`,
    stop() {
      server.closeAllConnections();
      server.close();
    },
  };
}

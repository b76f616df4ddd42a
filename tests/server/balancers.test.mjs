// The load balancers of docs/balancers.md, each with the configuration that stands there: two people who come in
// by different servers hear each other, and are back when one of the servers is stopped.

import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';

import { Child } from '../browser/support/child.mjs';
import { freePort } from '../browser/support/free_port.mjs';
import { until } from '../browser/support/until.mjs';
import { Cluster, Person } from './cluster.mjs';

/** @import { Server } from '../browser/support/server.mjs' */
/** @import { Door } from './seat.mjs' */

const HOST = 'meet.example.org';
const LEASE_S = 1;
const GUIDE = readFileSync(new URL('../../docs/balancers.md', import.meta.url), 'utf8');

const folder = mkdtempSync(join(tmpdir(), 'parley-balancers-'));
after(() => rmSync(folder, { recursive: true }));
const [certificate, key, both] = ['chain.pem', 'key.pem', 'both.pem'].map((name) => join(folder, name));
execFileSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2',
  '-subj', `/CN=${HOST}`, '-keyout', key, '-out', certificate], { stdio: 'ignore' });
writeFileSync(both, readFileSync(certificate, 'utf8') + readFileSync(key, 'utf8'));

/** The guide's configuration with this machine's addresses in it. @param {string} language @param {Record<string, string>} places */
function documented(language, places) {
  const [, text] = new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``).exec(GUIDE) ?? [];
  assert.ok(text, `docs/balancers.md has no ${language}`);
  return Object.entries(places).reduce((configuration, [here, there]) => {
    assert.ok(configuration.includes(here), `${language}: ${here}`);
    return configuration.replaceAll(here, there);
  }, text);
}

/** @typedef {{ port: number, servers: Record<string, string> }} Setting */
/** What each writes into its folder, and is started with. @type {Record<string, (setting: Setting, folder: string) => string[]>} */
const BALANCERS = {
  haproxy({ port, servers }, folder) {
    const path = join(folder, 'haproxy.cfg');
    writeFileSync(path, documented('haproxy', {
      ...servers, 'bind :443': `bind 127.0.0.1:${port}`, '/etc/haproxy/meet.example.org.pem': both,
    }));
    return ['-db', '-f', path];
  },
  nginx({ port, servers }, folder) {
    const path = join(folder, 'nginx.conf');
    const site = documented('nginx', {
      ...servers,
      'listen 443 ssl': `listen 127.0.0.1:${port} ssl`,
      '/etc/letsencrypt/live/meet.example.org/fullchain.pem': certificate,
      '/etc/letsencrypt/live/meet.example.org/privkey.pem': key,
    });
    const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${join(folder, name)};`);
    writeFileSync(path, ['daemon off;', 'worker_processes 2;', `pid ${join(folder, 'nginx.pid')};`, 'error_log stderr;', 'events {}',
      'http {', 'access_log off;', ...temporary, site, '}', ''].join('\n'));
    return ['-e', 'stderr', '-c', path];
  },
  caddy({ port, servers }, folder) {
    const path = join(folder, 'Caddyfile');
    // With a certificate of its own making, on another port; the site is the guide's.
    const globals = ['{', 'admin off', 'local_certs', 'skip_install_trust', 'auto_https disable_redirects', `https_port ${port}`, '}', ''];
    writeFileSync(path, globals.join('\n') + documented('caddyfile', servers));
    return ['run', '--adapter', 'caddyfile', '--config', path];
  },
};

/** What a client says to a balancer of this machine to reach the name. @param {number} port */
const doorAt = (port) => ({
  url: `https://127.0.0.1:${port}`,
  options: { origin: `https://${HOST}`, headers: { host: HOST }, servername: HOST, rejectUnauthorized: false },
});

/** The status of a path behind the door; 0 if nobody is there. @param {ReturnType<typeof doorAt>} door @param {string} path @returns {Promise<number>} */
const statusOf = ({ url, options: { origin: _, ...options } }, path) => new Promise((resolve) => {
  request(`${url}${path}`, { ...options, agent: false }, (answer) => {
    answer.resume();
    resolve(answer.statusCode ?? 0);
  }).on('error', () => resolve(0)).end();
});

/** Asks for a page, one time after the other, until it is asked for the answers. @param {ReturnType<typeof doorAt>} door */
function askAllTheTime(door) {
  const least = 10;
  /** @type {number[]} */
  const statuses = [];
  let isOver = false;
  const asking = (async () => {
    while (!isOver || statuses.length < least) statuses.push(await statusOf(door, '/healthz'));
  })();
  return async () => {
    isOver = true;
    await asking;
    return statuses;
  };
}

/** @param {Server} node @param {string} name */
async function metric(node, name) {
  const text = await (await fetch(`${node.url}/metrics`)).text();
  return Number(new RegExp(`^${name} (.*)$`, 'm').exec(text)?.[1]);
}

/** @param {Person} from @param {Person} to @param {string} what */
async function hears(from, to, what) {
  from.seat.say({ type: 'OFFER', to: to.welcome.id, message: { type: 'offer', sdp: what } });
  await to.seat.hear((message) => message.type === 'OFFER' && message.message.sdp === what);
}

/** Someone in the room who has come in by another server than who is there. @param {Door} door @param {string} room @param {Server[]} nodes */
async function enterElsewhere(door, room, nodes) {
  for (;;) {
    const person = await Person.enter(door, room, 'Ben');
    const relays = await Promise.all(nodes.map((node) => metric(node, 'parley_node_relays')));
    if (relays.some((count) => count > 0)) return person;
    person.seat.say({ type: 'BYE' });
    await person.seat.untilClosed();
  }
}

for (const [name, prepare] of Object.entries(BALANCERS)) {
  const isHere = spawnSync('which', [name]).status === 0;
  test(`${name}: people who come in by different servers are in one room, and back when one stops`, { skip: !isHere }, async (t) => {
    const cluster = new Cluster(LEASE_S);
    await cluster.startRedis();
    const args = ['--public-origin', `https://${HOST}`, '--trusted-proxy', '127.0.0.1', '--public-metrics'];
    const nodes = [await cluster.readyNode(args), await cluster.readyNode(args)];
    const port = await freePort();
    const servers = Object.fromEntries(nodes.map((node, index) => [`10.0.0.1${index + 1}:8080`, `127.0.0.1:${node.port}`]));
    const balancer = await Child.start(name, port, (own) => prepare({ port, servers }, own));
    t.after(async () => {
      await balancer.stop();
      for (const node of nodes) await node.stop();
      await cluster.stop();
    });
    const door = doorAt(port);
    await until('the balancer lets through', () => statusOf(door, '/readyz'), (status) => status === 200);
    const room = `behind ${name}`;
    const ann = await Person.enter(door, room, 'Ann');
    const ben = await enterElsewhere(door, room, nodes);
    const ids = [ann.welcome.id, ben.welcome.id];
    await hears(ann, ben, 'from Ann');
    await hears(ben, ann, 'from Ben');
    const relays = await Promise.all(nodes.map((node) => metric(node, 'parley_node_relays')));
    const owner = nodes[relays[0] === 0 ? 0 : 1];
    const told = performance.now();
    const stopped = owner.stop();
    const statuses = askAllTheTime(door);
    await until('both are out', async () => ann.lost && ben.lost);
    const times = await Promise.all([ann, ben].map((person) => person.comeBack(door, told)));
    await stopped;
    console.log(`# ${name}: signalling back after ${times.map(Math.round).join(', ')} ms`);
    assert.deepEqual([ann.welcome.id, ben.welcome.id], ids);
    await hears(ann, ben, 'and on');
    await hears(ben, ann, 'and on');
    // Nobody has noticed that a server has gone who only asked for a page.
    assert.deepEqual(new Set(await statuses()), new Set([200]));
    for (const person of [ann, ben]) person.seat.close();
  });
}

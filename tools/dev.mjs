// `make dev`: serves the pages, rebuilds what a change concerns and reloads the pages.
//
// Browsers talk to a proxy on port 8080 that adds a few lines to every page; they wait for news of
// a rebuild. The server itself is behind it, on the next port, and started anew on every change.

import { spawn } from 'node:child_process';
import { readdirSync, watch } from 'node:fs';
import { createServer, request } from 'node:http';
import { connect } from 'node:net';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

const FLAGS = process.argv.slice(2).flatMap((flag) => (flag.startsWith('--port=') ? flag.split('=') : [flag]));
// As for `make run`; what else there is goes to the server.
const [, port = process.env.PARLEY_PORT ?? '8080'] = FLAGS.includes('--port') ? FLAGS.splice(FLAGS.indexOf('--port'), 2) : [];
const PORT = Number(port);
const SERVER_PORT = PORT + 1;
const WATCHED = ['shared', 'client-wasm', 'server', 'web'];
const RELOAD = '<script>new EventSource("/dev/reload").onmessage = () => location.reload()</script>';

/** @type {Set<import('node:http').ServerResponse>} */
const waitingPages = new Set();
/** @type {import('node:child_process').ChildProcess | undefined} */
let server;

/** @param {string} command @param {string[]} args @returns {Promise<boolean>} whether it went well */
function run(command, args) {
  return new Promise((resolve) => {
    spawn(command, args, { stdio: 'inherit' }).once('exit', (code) => resolve(code === 0));
  });
}

function restartServer() {
  server?.kill();
  const args = ['--port', `${SERVER_PORT}`, ...FLAGS];
  const next = () => (server = spawn('build/parley', args, { stdio: 'inherit' }));
  if (server && server.exitCode === null) server.once('exit', next);
  else next();
}

// Changes come in flocks, and some while a build is running.
let changed = false;
let building = false;
async function rebuild() {
  changed = true;
  if (building) return;
  building = true;
  while (changed) {
    await delay(100);
    changed = false;
    if (!(await run('make', ['build']))) continue;
    restartServer();
    for (const page of waitingPages) page.write('data: rebuilt\n\n');
  }
  building = false;
}

/** The server may be between two lives. @param {() => void} retry */
const tryAgainSoon = (retry) => void delay(200).then(retry);

/**
 * @param {import('node:http').IncomingMessage} incoming
 * @param {import('node:http').ServerResponse} outgoing
 */
function forward(incoming, outgoing) {
  const headers = { ...incoming.headers, 'accept-encoding': 'identity' };
  const { method, url } = incoming;
  const onward = request({ port: SERVER_PORT, host: '127.0.0.1', method, path: url, headers });
  onward.on('error', () => tryAgainSoon(() => forward(incoming, outgoing)));
  onward.on('response', (response) => {
    const isPage = response.headers['content-type']?.startsWith('text/html');
    const { 'content-security-policy': policy, 'content-length': length, ...rest } = response.headers;
    if (!isPage) {
      outgoing.writeHead(response.statusCode ?? 502, response.headers);
      response.pipe(outgoing);
      return;
    }
    // The page's policy allows no script like the added one.
    outgoing.writeHead(response.statusCode ?? 502, { ...rest, 'cache-control': 'no-store' });
    response.pipe(outgoing, { end: false });
    response.on('end', () => outgoing.end(RELOAD));
  });
  onward.end();
}

const proxy = createServer((incoming, outgoing) => {
  if (incoming.url !== '/dev/reload') return forward(incoming, outgoing);
  outgoing.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders();
  waitingPages.add(outgoing);
  outgoing.once('close', () => waitingPages.delete(outgoing));
});

// WebSockets: the request as it came, then bytes both ways.
proxy.on('upgrade', (incoming, socket, head) => {
  const onward = connect(SERVER_PORT, '127.0.0.1', () => {
    const lines = [`GET ${incoming.url} HTTP/1.1`];
    for (let i = 0; i < incoming.rawHeaders.length; i += 2) {
      lines.push(`${incoming.rawHeaders[i]}: ${incoming.rawHeaders[i + 1]}`);
    }
    onward.write(`${lines.join('\r\n')}\r\n\r\n`);
    onward.write(head);
    socket.pipe(onward).pipe(socket);
  });
  onward.on('error', () => socket.destroy());
  socket.on('error', () => onward.destroy());
});

for (const folder of WATCHED) {
  watch(folder, rebuild);
  // Node 18 cannot watch a whole tree.
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isDirectory()) watch(path.join(entry.path, entry.name), rebuild);
  }
}
restartServer();
proxy.listen(PORT, () => console.log(`make dev: http://localhost:${PORT}, rebuilt on every change`));
process.on('SIGINT', () => {
  server?.kill();
  process.exit();
});

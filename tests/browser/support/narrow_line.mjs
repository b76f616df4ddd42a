// A line that bears little, between the server and one browser: a network namespace of the browser's own, behind a queue
// that drops what is too much (tc-tbf(8)). Needs root.

import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { atEnd } from './at_end.mjs';
import { launchChromium } from './chromium.mjs';

// Several files may have one at the same time: a network of its own for each process, in the block that is set aside for
// tests (RFC 2544).
const NUMBER = process.pid % 16_384;
const NAME = `parley${NUMBER}`;
const NETWORK = `198.18.${NUMBER >> 6}`;
const HERE = `${NETWORK}.${(NUMBER % 64) * 4 + 1}`;
const THERE = `${NETWORK}.${(NUMBER % 64) * 4 + 2}`;

/** @param {string} command */
function run(command) {
  const [program, ...args] = command.split(' ');
  execFileSync(program, args, { stdio: 'pipe' });
}

/** Why there can be no such line on this machine; false if there can. @returns {string | false} */
export function cannotBeNarrow() {
  try {
    run(`ip netns add ${NAME}`);
    run(`ip netns delete ${NAME}`);
    return false;
  } catch {
    return 'needs root, iproute2 and network namespaces';
  }
}

export class NarrowLine {
  #forwarder;
  #folder;

  /** @param {net.Server} forwarder @param {string} folder */
  constructor(forwarder, folder) {
    this.#forwarder = forwarder;
    this.#folder = folder;
  }

  /**
   * A line with a page at its narrow end, until the tests of the file end.
   * @param {string} site its URL, which is reached over the line under another
   * @param {string} rate of what goes to the browser, such as "900kbit"
   */
  static async open(site, rate) {
    const line = await NarrowLine.#lay(site, rate);
    /** @type {Awaited<ReturnType<typeof launchChromium>> | undefined} */
    let browser;
    atEnd(() => browser?.close());
    atEnd(() => line.#remove());
    browser = await line.#launch();
    return { line, page: await browser.newPage() };
  }

  /** @param {string} site @param {string} rate */
  static async #lay(site, rate) {
    const [near, far] = [`${NAME}a`, `${NAME}b`];
    run(`ip netns add ${NAME}`);
    run(`ip link add ${near} type veth peer name ${far} netns ${NAME}`);
    run(`ip addr add ${HERE}/30 dev ${near}`);
    run(`ip link set ${near} up`);
    run(`ip -n ${NAME} addr add ${THERE}/30 dev ${far}`);
    run(`ip -n ${NAME} link set ${far} up`);
    run(`ip -n ${NAME} link set lo up`);
    run(`tc qdisc add dev ${near} root tbf rate ${rate} burst 16kb latency 200ms`);
    const { port } = new URL(site);
    const forwarder = net.createServer((socket) => {
      const server = net.connect(Number(port), '127.0.0.1');
      socket.pipe(server).pipe(socket);
      for (const end of [socket, server]) end.on('error', () => [socket, server].forEach((one) => one.destroy()));
    });
    await new Promise((resolve) => { forwarder.listen(0, HERE, () => resolve(null)); });
    return new NarrowLine(forwarder, mkdtempSync(join(tmpdir(), 'parley-line-')));
  }

  /** The site's, as the browser there sees it. */
  get url() {
    const address = this.#forwarder.address();
    return `http://${HERE}:${typeof address === 'object' ? address?.port : ''}`;
  }

  /** Chromium at the narrow end, to which the site is as good as one with https. */
  async #launch() {
    const chromium = join(this.#folder, 'chromium');
    const before = process.env.CHROMIUM;
    writeFileSync(chromium, `#!/bin/sh\nexec ip netns exec ${NAME} ${before ?? '/usr/bin/chromium'} "$@"\n`);
    chmodSync(chromium, 0o755);
    process.env.CHROMIUM = chromium;
    try {
      return await launchChromium('granted', [`--unsafely-treat-insecure-origin-as-secure=${this.url}`]);
    } finally {
      if (before === undefined) delete process.env.CHROMIUM;
      else process.env.CHROMIUM = before;
    }
  }

  /** As when a cable is pulled out, or put in again. @param {boolean} up */
  set(up) {
    run(`ip link set ${NAME}a ${up ? 'up' : 'down'}`);
  }

  /** Once the browser has been closed. */
  #remove() {
    this.#forwarder.close();
    run(`ip netns delete ${NAME}`);
    rmSync(this.#folder, { recursive: true });
  }
}

// The host of the pages that the suites run in: it serves the suites' files as they lie in their folder, the vendor's
// inner parts as its npm package has them, our library, and what the suites' own helpers ask the vendor's servers for.

import { existsSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { once } from 'node:events';
import { extname, join, normalize } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

import twilio from 'twilio';

import { Server } from '../browser/support/server.mjs';
import { bundlePage } from './page_bundle.mjs';

/** @typedef {import('node:http').IncomingMessage} Request */
/** @typedef {import('node:http').ServerResponse} Response */

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const require = createRequire(import.meta.url);
const MOCHA = readFileSync(require.resolve('mocha/mocha.js'));
/** As the suites' own environment calls them. */
const ACCOUNT = {
  ACCOUNT_SID: `AC${'a'.repeat(32)}`,
  API_KEY_SID: `SK${'1'.repeat(32)}`,
  API_KEY_SECRET: 'a secret that only these suites know',
};
/** @type {Record<string, string>} */
const TYPES = {
  '.html': 'text/html', '.js': 'text/javascript', '.mjs': 'text/javascript', '.json': 'application/json',
  '.wasm': 'application/wasm', '.m4a': 'audio/mp4',
};
/** One machine has all participants, and they come faster than people do. */
const LIMITS = ['--joins-per-minute', '100000', '--max-connections-per-address', '5000'];

export class SuiteHost {
  #http = createServer((request, response) => this.#answer(request, response));
  /** @type {Server | undefined} */
  #parley;
  #suites;
  #page = '';
  /** Without a slash at the end. */
  url = '';

  /** @param {string} suites the folder of twilio-video.js */
  constructor(suites) {
    this.#suites = suites;
  }

  /** @param {string} suites */
  static async start(suites) {
    const host = new SuiteHost(suites);
    host.#http.listen(0, '127.0.0.1');
    await once(host.#http, 'listening');
    const address = /** @type {import('node:net').AddressInfo} */ (host.#http.address());
    host.url = `http://127.0.0.1:${address.port}`;
    host.#parley = await Server.start({
      args: ['--require-token', '--api-key', `${ACCOUNT.API_KEY_SID}:${ACCOUNT.API_KEY_SECRET}`,
        '--account-sid', ACCOUNT.ACCOUNT_SID, '--allow-origin', host.url, ...LIMITS],
    });
    host.#page = await bundlePage(ROOT, host.#parley.url);
    return host;
  }

  async stop() {
    this.#http.close();
    this.#http.closeAllConnections();
    await this.#parley?.stop();
  }

  /** @param {Request} request @param {Response} response */
  async #answer(request, response) {
    const { pathname } = new URL(request.url ?? '', this.url);
    try {
      if (pathname === '/run') send(response, '.html', this.#html());
      else if (pathname === '/mocha.js') send(response, '.js', MOCHA);
      else if (pathname === '/page.js') send(response, '.js', this.#page);
      else if (pathname === '/token') send(response, '.txt', makeToken(JSON.parse(await text(request))));
      else if (pathname.startsWith('/v1/')) await this.#passOn(request, response);
      else this.#sendFile(response, pathname);
    } catch (error) {
      response.writeHead(500).end(`${error}`);
    }
  }

  #html() {
    return `<!doctype html><html lang="en"><head><title>Suites</title>
<meta name="parley-server" content="${this.#parley?.url}"></head><body><div id="mocha"></div>
<script>globalThis.SUITE_ENVIRONMENT = ${JSON.stringify(ACCOUNT)}</script>
<script src="/mocha.js"></script><script src="/page.js"></script></body></html>`;
  }

  /**
   * What a back end asks of the REST API.
   * @param {Request} request @param {Response} response
   */
  async #passOn(request, response) {
    const { method, url, headers } = request;
    const { authorization = '', 'content-type': type = '' } = headers;
    const body = method === 'POST' ? await text(request) : undefined;
    const answer = await fetch(`${this.#parley?.url}${url}`, { method, body, headers: { authorization, 'content-type': type } });
    response.writeHead(answer.status, { 'Content-Type': 'application/json' }).end(await answer.text());
  }

  /** @param {Response} response @param {string} path */
  #sendFile(response, path) {
    const name = path.replace(/\/$/, '');
    const [whole, isModule] = this.#place(name);
    // As require() looks for it.
    const file = (isModule ? ['', '.js', '.json', '/index.js'] : [''])
      .map((end) => `${whole}${end}`).find((file) => existsSync(file) && statSync(file).isFile());
    if (!file) response.writeHead(404).end();
    else if (file !== whole) response.writeHead(302, { Location: `${name}${file.slice(whole.length)}` }).end();
    else send(response, extname(file), readFileSync(file));
  }

  /**
   * Where a file lies, and whether it is a module. What the vendor's build makes, and the source of its library, are
   * those of the npm package.
   * @param {string} path @returns {[string, boolean]}
   */
  #place(path) {
    const clean = normalize(path);
    const module = /^\/suites\/(.*)$/.exec(clean)?.[1];
    if (module === undefined) {
      // As the vendor's test runner serves them.
      const assets = clean.startsWith('/noisecancellation/') ? 'test/assets' : 'test';
      return [join(this.#suites, assets, clean), false];
    }
    const base = /^(es5|lib)(\/|$)/.test(module) ? join(ROOT, 'node_modules/twilio-video') : this.#suites;
    return [join(base, module), true];
  }
}

/** @param {Response} response @param {string} extension @param {string | Uint8Array} content */
function send(response, extension, content) {
  const type = TYPES[extension] ?? 'text/plain';
  response.writeHead(200, { 'Content-Type': `${type}; charset=utf-8`, 'Cache-Control': 'no-store' }).end(content);
}

/**
 * What the vendor's AccessToken makes of its arguments.
 * @param {{account: string, key: string, secret: string, options: object, identity: string,
 *   grants: {kind: string, options: object}[]}} wanted
 */
function makeToken({ account, key, secret, options, identity, grants }) {
  const { AccessToken } = twilio.jwt;
  const token = new AccessToken(account, key, secret, { ...options, identity });
  for (const grant of grants) {
    if (grant.kind === 'VideoGrant') token.addGrant(new AccessToken.VideoGrant(grant.options));
  }
  return token.toJwt('HS256');
}

// Somebody else's page, of an origin of its own, with the library from Parley's server or a static host.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { atEnd } from './support/at_end.mjs';
import { hostBundle } from './support/other_hosts.mjs';
import { Server } from './support/server.mjs';
import { Site } from './support/site.mjs';
import { Stage } from './support/stage.mjs';

/** @import { Page } from 'playwright-core' */

/** What the page's site has, which knows nothing of Parley. @type {Record<string, string>} */
const files = { '/favicon.ico': '' };
/** @type {Record<string, string>} */
const fields = {};
const site = await Site.start('http://127.0.0.1:9', files, fields);
atEnd(() => site.stop());
// Another host than localhost, so that it is another site as well.
const ORIGIN = site.url.replace('localhost', '127.0.0.1');

const stage = new Stage({ args: ['--allow-origin', ORIGIN] });

/**
 * Gives the site its page.
 * @param {string} head what the page has in its head
 * @param {Record<string, string>} [more] fields that it comes with
 */
function setPage(head, more = {}) {
  files['/'] = `<!doctype html><html lang="en"><head><title>Page</title>${head}</head><body></body></html>`;
  for (const name of Object.keys(fields)) delete fields[name];
  Object.assign(fields, more);
}

/**
 * Two tabs of the page hold a call.
 * @param {string} head
 * @param {{ fields?: Record<string, string>, options?: object }} [more] `options`: for connect()
 */
async function holdCall(head, { fields, options = {} } = {}) {
  setPage(head, fields);
  const tabs = [await stage.page(), await stage.page()];
  for (const tab of tabs) await tab.goto(ORIGIN);
  await Promise.all(tabs.map((tab, index) => enter(tab, { name: 'elsewhere', identity: `${index}`, ...options })));
  await Promise.all(tabs.map(untilTheOtherPlays));
  assert.deepEqual(stage.complaints, []);
}

/** @param {Page} tab @param {object} options for connect() */
const enter = (tab, options) => tab.evaluate(async (options) => {
  const page = /** @type {any} */ (globalThis);
  const Video = page.Parley?.Video ?? await page.library;
  page.room = await Video.connect('', options);
  page.room.on('trackSubscribed', (/** @type {any} */ track) => document.body.append(track.attach()));
  for (const participant of page.room.participants.values()) {
    for (const { track } of participant.tracks.values()) if (track) document.body.append(track.attach());
  }
}, options);

/** @param {Page} tab */
const untilTheOtherPlays = (tab) => tab.waitForFunction(() =>
  (document.querySelector('video')?.getVideoPlaybackQuality().totalVideoFrames ?? 0) > 3);

test('a script tag from the server is all that a page needs', async () => {
  await holdCall(`<script src="${stage.server.url}/parley-video.js"></script>`);
});

test('a page that is older than its server is told to reload', async () => {
  setPage(`<script src="${stage.server.url}/parley-video.js"></script>`);
  const tab = await stage.page();
  await tab.goto(ORIGIN);
  const connecting = () => tab.evaluate(() => {
    const { Video } = /** @type {any} */ (globalThis).Parley;
    return Video.connect('', { name: 'upgrade', identity: 'Ann', tracks: [] }).then(
      (/** @type {{ name: string }} */ { name }) => name,
      (/** @type {any} */ { code, id, message }) => `${code} ${id} ${message}`);
  });
  for (const answer of [{ status: 404, body: '' }, { status: 200, contentType: 'text/html', body: '<!doctype html>' }]) {
    await tab.route('**/assets/**', (route) => route.fulfill(answer));
    assert.match(await connecting(), /^53000 page-outdated \/assets\/parley-\w+\.wasm is not there any more\. Reload the page/);
    await tab.unroute('**/assets/**');
  }
  // What was no more than a moment is forgotten.
  assert.equal(await connecting(), 'upgrade');
});

test('the module from the server does as well', async () => {
  await holdCall(`<script type="module">window.library = import('${stage.server.url}/parley-video.mjs');</script>`);
});

test('a page that isolates itself may use it, with and without crossorigin', async () => {
  const fields = { 'Cross-Origin-Embedder-Policy': 'require-corp', 'Cross-Origin-Opener-Policy': 'same-origin' };
  for (const attribute of ['', ' crossorigin']) {
    await holdCall(`<script src="${stage.server.url}/parley-video.js"${attribute}></script>`, { fields });
  }
});

test('a page with a policy of its own has to allow what the documentation says', async () => {
  const { host } = new URL(stage.server.url);
  const policy = `default-src 'self'; script-src http://${host} 'wasm-unsafe-eval'; connect-src http://${host} ws://${host}`;
  await holdCall(`<script src="${stage.server.url}/parley-video.js"></script>`, {
    fields: { 'Content-Security-Policy': policy },
  });
});

test('from a static host it works with the server that the page names', async () => {
  const host = await hostBundle(stage.server.url);
  try {
    for (const head of [
      `<script src="${host.url}/parley-video.js"></script>`,
      `<script type="module">window.library = import('${host.url}/parley-video.mjs');</script>`,
    ]) {
      await holdCall(head, { options: { server: stage.server.url } });
    }
  } finally {
    await host.child.stop();
  }
});

test('a page of an origin that the server does not allow hears so, and the module comes all the same', async () => {
  const closed = await Server.start();
  try {
    setPage(`<script src="${closed.url}/parley-video.js"></script>`);
    const tab = await stage.page();
    await tab.goto(ORIGIN);
    const error = await enter(tab, { name: 'elsewhere', identity: 'Ann', tracks: [] }).then(() => '', (error) => `${error}`);
    assert.ok(error.includes(`The server at ${closed.url} does not accept pages from ${ORIGIN}`), error);
    const login = tab.evaluate((url) => fetch(url, { method: 'POST', body: '{"username":"Ann"}' }), `${closed.url}/login`);
    await assert.rejects(login, /Failed to fetch/);
  } finally {
    await closed.stop();
  }
});

test('an allowed page gets a token of the server', async () => {
  setPage('');
  const tab = await stage.page();
  await tab.goto(ORIGIN);
  const answer = await tab.evaluate(async (url) => {
    const response = await fetch(url, { method: 'POST', body: '{"username":"Ann"}' });
    return response.json();
  }, `${stage.server.url}/login`);
  assert.equal(typeof answer.token, 'string');
});

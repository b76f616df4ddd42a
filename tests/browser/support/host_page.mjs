// A page of somebody else's, on an origin of its own, around a frame of Parley's.

import { once } from 'node:events';
import { createServer } from 'node:http';

import { atEnd } from './at_end.mjs';

/**
 * Serves that page until the end of the tests.
 * @param {(response: import('node:http').ServerResponse) => string} page writes header fields, and answers with the HTML
 * @returns {Promise<string>} its origin, at 127.0.0.1
 */
export async function hostPage(page) {
  const host = createServer((_, response) => {
    response.setHeader('Content-Type', 'text/html');
    response.end(page(response));
  }).listen(0, '127.0.0.1');
  await once(host, 'listening');
  atEnd(() => host.close());
  const { port } = /** @type {import('node:net').AddressInfo} */ (host.address());
  return `http://127.0.0.1:${port}`;
}

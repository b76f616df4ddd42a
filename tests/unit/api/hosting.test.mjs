import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hostingFiles, pageHeaders } from '../../../tools/web-hosting.mjs';

/** @param {string} server */
function connectSources(server) {
  const policy = pageHeaders(server)['Content-Security-Policy'];
  return /connect-src ([^;]*)/.exec(policy)?.[1];
}

test('pages may talk to the server they are built for and to no other', () => {
  assert.equal(
    connectSources('https://meet.example.org/parley'),
    "'self' https://meet.example.org wss://meet.example.org",
  );
  assert.equal(connectSources('http://localhost:8080'), "'self' http://localhost:8080 ws://localhost:8080");
});

test('pages whose server is named later may talk to any over TLS', () => {
  assert.equal(connectSources(''), "'self' https: wss:");
});

test('config.json names the server', () => {
  const config = hostingFiles('https://meet.example.org').get('config.json');
  assert.deepEqual(JSON.parse(`${config}`), { server: 'https://meet.example.org' });
});

test('no field of _headers stands in both rules, as hosts would join the two', () => {
  const rules = `${hostingFiles('').get('_headers')}`.split('\n\n');
  const fields = rules.flatMap((rule) => [...rule.matchAll(/^ {2}([\w-]+):/gm)].map(([, name]) => name));
  assert.equal(rules.length, 2);
  assert.equal(new Set(fields).size, fields.length);
  assert.match(rules[1], /^\/assets\/\*\n {2}Cache-Control: public, max-age=31536000, immutable\n$/);
});

test('pages of any origin may use the files', () => {
  const [everywhere] = `${hostingFiles('').get('_headers')}`.split('\n\n');
  assert.match(everywhere, /^ {2}Access-Control-Allow-Origin: \*$/m);
  assert.match(everywhere, /^ {2}Cross-Origin-Resource-Policy: cross-origin$/m);
});

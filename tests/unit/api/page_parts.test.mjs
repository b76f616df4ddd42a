import assert from 'node:assert/strict';
import { test } from 'node:test';
import { proposeRoomName, WORD_LIST } from '../../../web/lobby/propose_name.js';
import { browserKind } from '../../../web/meeting/before/browser_kind.js';
import { loudness } from '../../../web/meeting/before/level.js';
import { addressToShare } from '../../../web/meeting/share/address.js';
import { installFakeMedia } from './fake_media.mjs';

installFakeMedia();

test('a proposed name has more than 40 bits, in words that one can say', () => {
  const bits = 4 * Math.log2(WORD_LIST.length);
  assert.ok(bits > 43, String(bits));
  assert.equal(new Set(WORD_LIST.map((word) => word.slice(0, 4))).size, WORD_LIST.length);
  const names = new Set(Array.from({ length: 1000 }, () => proposeRoomName()));
  assert.equal(names.size, 1000);
  for (const name of names) {
    assert.match(name, /^([a-z]{3,8}-){3}[a-z]{3,8}$/);
    for (const word of name.split('-')) assert.ok(WORD_LIST.includes(word), word);
  }
});

test('the browser is known by where it keeps permissions', () => {
  /** @type {[string, number, string][]} */
  const cases = [
    ['Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36', 0, 'chromium'],
    ['Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0', 0, 'firefox'],
    ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605 (KHTML, like Gecko) Version/18 Safari/605', 0, 'safari'],
    ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605 (KHTML, like Gecko) Version/18 Safari/605', 5, 'ios'],
    ['Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605 CriOS/140 Safari/605', 5, 'ios'],
    ['Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36', 5, 'android'],
  ];
  for (const [userAgent, touches, kind] of cases) assert.equal(browserKind(userAgent, touches), kind, userAgent);
});

test('silence shows nothing, a voice about the middle, more is full', () => {
  assert.equal(loudness(0), 0);
  assert.equal(loudness(0.001), 0);
  assert.ok(loudness(0.05) > 0.4 && loudness(0.05) < 0.7);
  assert.equal(loudness(1), 1);
});

test('the address that is handed on names the room and nothing else', () => {
  const shared = (/** @type {string} */ href) => addressToShare(new URL(href));
  assert.equal(shared('https://a.example/room/a%20b?lang=de#x'), 'https://a.example/room/a%20b');
  assert.equal(shared('https://a.example/x/room.html?room=a%20b&lang=de'), 'https://a.example/x/room.html?room=a+b');
});

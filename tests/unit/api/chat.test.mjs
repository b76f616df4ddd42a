import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ChatLog, MOST_ENTRIES, readEntry, readKnown } from '../../../web/meeting/chat/chat_log.js';
import { cleanText, LONGEST_TEXT, partsOf } from '../../../web/meeting/chat/chat_text.js';
import { IncomingFile } from '../../../web/meeting/chat/files/incoming_file.js';
import { OutgoingFile } from '../../../web/meeting/chat/files/outgoing_file.js';
import { PIECE_BYTES, readPiece, writePiece } from '../../../web/meeting/chat/files/piece.js';
import { fileName, LARGEST_FILE, readFile } from '../../../web/meeting/chat/files/shared_file.js';

const ANN = '11111111-1111-4111-8111-111111111111';
const BEN = '22222222-2222-4222-8222-222222222222';

/** @param {string} author @param {number} number @param {number} [time] */
const entry = (author, number, time = number) => ({ author, number, name: 'N', text: `${number}`, time });

test('addresses become links, and nothing else does', () => {
  assert.deepEqual(partsOf('See https://example.org/a?b=1#c, please.'), [
    { text: 'See ' },
    { text: 'https://example.org/a?b=1#c', href: 'https://example.org/a?b=1#c' },
    { text: ', please.' },
  ]);
  assert.deepEqual(partsOf('(HTTP://Example.org)')[1], { text: 'HTTP://Example.org', href: 'http://example.org/' });
  for (const text of ['javascript:alert(1)', 'data:text/html,x', 'ftp://example.org', 'https://', 'example.org',
    'https://bank.example@evil.example/', '<b>no</b>']) {
    assert.deepEqual(partsOf(text), [{ text }], text);
  }
});

test('what turns or hides text is taken out of it', () => {
  assert.equal(cleanText('a\u202Eb\u2066c\u200Fd\u0000e\uD800f'), 'abcdef');
  assert.equal(cleanText('  two\r\nlines\tand a tab '), 'two\nlines\tand a tab');
  assert.equal(cleanText('سلام 👩‍🚀'), 'سلام 👩‍🚀');
  assert.equal(cleanText('x'.repeat(LONGEST_TEXT + 1)).length, LONGEST_TEXT);
  assert.equal(cleanText(17), '');
});

test('everything is in the log once, and what someone lacks is known', () => {
  const log = new ChatLog();
  assert.ok(log.add(entry(ANN, 1)));
  assert.ok(!log.add(entry(ANN, 1)));
  assert.ok(log.add(entry(BEN, 1)));
  assert.ok(log.add(entry(ANN, 2)));
  assert.deepEqual(log.missing({ [ANN]: 1 }), [entry(BEN, 1), entry(ANN, 2)]);
  assert.deepEqual(log.missing(log.known), []);
});

test('what was said before one came stands before what one has heard', () => {
  const log = new ChatLog();
  log.add(entry(BEN, 1, 300));
  assert.deepEqual(log.merge([entry(ANN, 1, 100), entry(BEN, 1, 300), entry(ANN, 2, 200)]),
    [entry(ANN, 1, 100), entry(ANN, 2, 200)]);
  assert.deepEqual(log.entries.map(({ time }) => time), [100, 200, 300]);
});

test('the log stays bounded', () => {
  const log = new ChatLog();
  for (let number = 1; number <= MOST_ENTRIES + 10; ++number) log.add(entry(ANN, number));
  assert.equal(log.entries.length, MOST_ENTRIES);
  assert.equal(log.entries[0].number, 11);
});

test('nonsense of others is not read', () => {
  assert.deepEqual(readEntry({ ...entry(ANN, 1), other: 1 }), entry(ANN, 1));
  for (const wrong of [null, 1, {}, { ...entry(ANN, 0) }, entry('Ann', 1), { ...entry(ANN, 1), text: '' },
    { ...entry(ANN, 1), time: 'now' }, { ...entry(ANN, 1), text: '', file: { number: 1, size: LARGEST_FILE + 1 } }]) {
    assert.equal(readEntry(wrong), null, JSON.stringify(wrong));
  }
  assert.deepEqual(readKnown({ [ANN]: 3, [BEN]: 'x' }), { [ANN]: 3 });
  assert.deepEqual(readKnown(null), {});
  assert.equal(readFile({ number: 0, size: 1 }), null);
  assert.equal(fileName('../../etc/passwd'), '_.._etc_passwd');
  assert.equal(fileName('a\u202Egpj.exe'), 'agpj.exe');
  assert.equal(fileName(''), 'file');
});

test('a piece is what it was', () => {
  const piece = readPiece(writePiece(7, 2 ** 33, new Uint8Array([1, 2, 3]).buffer));
  assert.deepEqual(piece, { number: 7, offset: 2 ** 33, bytes: new Uint8Array([1, 2, 3]) });
  assert.equal(readPiece('text'), null);
  assert.equal(readPiece(new ArrayBuffer(12)), null);
});

/** A file on its way, through `lose`, which may drop a piece. @param {(offset: number) => boolean} lose */
function transfer(lose) {
  const content = new Uint8Array(3 * PIECE_BYTES + 5).map((_, index) => index % 251);
  /** @type {number[]} */
  const asked = [];
  const sent = { pieces: 0 };
  /** @type {Promise<void>[]} */
  const passes = [];
  const outgoing = new OutgoingFile(1, new Blob([content]), {
    send(data) {
      const piece = readPiece(data);
      sent.pieces += 1;
      if (piece && !lose(piece.offset)) incoming.take(piece);
    },
    whenDrained: async () => {},
  });
  const incoming = new IncomingFile({ number: 1, name: 'a', size: content.length }, (offset) => {
    asked.push(offset);
    passes.push(outgoing.sendFrom(offset));
  });
  return { content, incoming, outgoing, asked, sent, done: () => Promise.all(passes) };
}

test('a file arrives whole', async () => {
  const { content, incoming, done } = transfer(() => false);
  incoming.fetch();
  await done();
  assert.equal(incoming.state, 'complete');
  assert.deepEqual(new Uint8Array(await /** @type {Blob} */ (incoming.blob).arrayBuffer()), content);
});

test('a file goes on where it stopped', async () => {
  let isLost = true;
  const { content, incoming, asked, done } = transfer((offset) => isLost && offset >= PIECE_BYTES);
  incoming.fetch();
  await done();
  assert.equal(incoming.state, 'arriving');
  assert.equal(incoming.received, PIECE_BYTES);
  isLost = false;
  incoming.resume();
  await done();
  assert.deepEqual(asked, [0, PIECE_BYTES]);
  assert.deepEqual(new Uint8Array(await /** @type {Blob} */ (incoming.blob).arrayBuffer()), content);
});

test('those who ask together are served by one pass', async () => {
  const { outgoing, sent } = transfer(() => true);
  await Promise.all([outgoing.sendFrom(0), outgoing.sendFrom(0), outgoing.sendFrom(PIECE_BYTES)]);
  assert.equal(sent.pieces, 4);
});

test('offsets that make no sense are not served', async () => {
  const { outgoing, sent } = transfer(() => true);
  for (const offset of [-1, 1, NaN, Infinity, 10 * PIECE_BYTES]) await outgoing.sendFrom(offset);
  assert.equal(sent.pieces, 0);
});

test('a file whose owner has left can no longer be had', () => {
  const { incoming, asked } = transfer(() => false);
  incoming.lose();
  incoming.fetch();
  assert.equal(incoming.state, 'gone');
  assert.deepEqual(asked, []);
});

import assert from 'node:assert/strict';
import { File } from 'node:buffer';
import { test } from 'node:test';
import { digestOf } from '../../../web/meeting/chat/files/file_digest.js';
import { IncomingFile } from '../../../web/meeting/chat/files/incoming_file.js';
import { OutgoingFile } from '../../../web/meeting/chat/files/outgoing_file.js';
import { askAgain } from '../../../web/meeting/chat/files/patience.js';
import { readPiece, writePiece } from '../../../web/meeting/chat/files/piece.js';
import { UnreadableFile } from '../../../web/meeting/chat/files/readable.js';
import { fileName, readFileNumber } from '../../../web/meeting/chat/files/shared_file.js';
import { CHAT_LIMITS } from '../../../web/meeting/chat/limits.js';
import { namesThem, pastedFiles } from '../../../web/meeting/chat/pasting.js';

const PIECE = CHAT_LIMITS.pieceBytes;

test('a file has a number, and a name under which it can be saved', () => {
  assert.deepEqual([1, 0, 2 ** 32, 1.5, '1'].map(readFileNumber), [1, null, null, null, null]);
  assert.equal(readFileNumber([1]), null);
  assert.equal(fileName('../../etc/passwd'), '_.._etc_passwd');
  assert.equal(fileName('a\u202Egpj.exe'), 'agpj.exe');
  assert.equal(fileName(''), 'file');
  const long = `${'x'.repeat(CHAT_LIMITS.fileName - 4)}.txt`;
  for (const before of ['.', '👩‍💻', '🇩🇪']) assert.equal(fileName(`y${before}${long.slice(1)}`), long.slice(1), before);
});

test('a piece is what it was', () => {
  const piece = readPiece(writePiece(7, 2 ** 33, new Uint8Array([1, 2, 3]).buffer));
  assert.deepEqual(piece, { number: 7, offset: 2 ** 33, bytes: new Uint8Array([1, 2, 3]) });
  assert.equal(readPiece('text'), null);
  assert.equal(readPiece(new ArrayBuffer(12)), null);
});

/**
 * A file on its way to somebody, through `lose`, which may drop a piece.
 * @param {(offset: number) => boolean} lose
 * @param {string} [digest] that was offered, where it is not the file's
 */
async function transfer(lose, digest) {
  const content = new Uint8Array(3 * PIECE + 5).map((_, index) => index % 251);
  /** @type {number[]} */
  const asked = [];
  /** @type {number[]} */
  const sent = [];
  const stopped = { times: 0 };
  /** @type {Promise<void>[]} */
  const passes = [];
  const outgoing = new OutgoingFile(1, /** @type {any} */ (new File([content], 'a')), {
    send(data) {
      const piece = readPiece(data);
      if (!piece) throw new Error('no piece');
      sent.push(piece.offset);
      if (!lose(piece.offset)) incoming.take(piece);
    },
    whenDrained: async () => {},
  });
  const incoming = new IncomingFile({ number: 1, name: 'a', size: content.length, digest: digest ?? await digestOf(new Blob([content])) }, {
    ask(offset) {
      asked.push(offset);
      passes.push(outgoing.sendTo('Ben', offset));
    },
    stop() {
      stopped.times += 1;
      outgoing.forget('Ben');
    },
  });
  return { content, incoming, outgoing, asked, sent, stopped, done: () => Promise.all(passes) };
}

/** @param {IncomingFile} incoming that is on its way, and has come as a whole */
const judged = (incoming) => new Promise((resolve) => incoming.addEventListener('change', resolve, { once: true }));

/** @param {IncomingFile} incoming */
const bytesOf = async ({ blob }) => new Uint8Array(await /** @type {Blob} */ (blob).arrayBuffer());

test('a file arrives whole', async () => {
  const { content, incoming, done } = await transfer(() => false);
  incoming.fetch();
  await done();
  await judged(incoming);
  assert.equal(incoming.state, 'complete');
  assert.deepEqual(await bytesOf(incoming), content);
});

test('a file goes on where it stopped', async () => {
  let isLost = true;
  const { content, incoming, asked, done } = await transfer((offset) => isLost && offset >= PIECE);
  incoming.fetch();
  await done();
  assert.equal(incoming.state, 'arriving');
  assert.equal(incoming.received, PIECE);
  isLost = false;
  incoming.resume();
  await done();
  await judged(incoming);
  assert.deepEqual(asked, [0, PIECE]);
  assert.deepEqual(await bytesOf(incoming), content);
});

test('what is not the file that was offered is not kept, and may be asked for again', async () => {
  const { incoming, asked, done } = await transfer(() => false, 'D'.repeat(43));
  incoming.fetch();
  await done();
  await judged(incoming);
  assert.deepEqual([incoming.state, incoming.blob, incoming.received], ['altered', null, 0]);
  incoming.fetch();
  assert.deepEqual(asked, [0, 0]);
});

test('one who leaves after the last piece has given the file', async () => {
  const { incoming, done } = await transfer(() => false);
  incoming.fetch();
  await done();
  incoming.lose();
  await judged(incoming);
  assert.equal(incoming.state, 'complete');
});

test('those who ask together are served by one pass', async () => {
  const { outgoing, sent } = await transfer(() => true);
  await Promise.all([outgoing.sendTo('Ben', 0), outgoing.sendTo('Cleo', 0), outgoing.sendTo('Dan', PIECE)]);
  assert.deepEqual(sent, [0, PIECE, 2 * PIECE, 3 * PIECE]);
});

test('there are pieces only where they begin', async () => {
  const { outgoing } = await transfer(() => true);
  for (const offset of [0, PIECE, 3 * PIECE]) assert.ok(outgoing.hasPieceAt(offset));
  for (const offset of [-1, 1, NaN, Infinity, 4 * PIECE]) assert.ok(!outgoing.hasPieceAt(offset));
});

test('what nobody wants any more is not sent on', async () => {
  const { incoming, sent, stopped, done } = await transfer((offset) => {
    if (offset === PIECE) incoming.cancel();
    return false;
  });
  incoming.fetch();
  await done();
  assert.deepEqual(sent, [0, PIECE]);
  assert.equal(stopped.times, 1);
  assert.deepEqual([incoming.state, incoming.received], ['offered', 0]);
  // Who cancels may change his mind.
  incoming.fetch();
  assert.equal(incoming.state, 'arriving');
});

test('one who goes does not take the file from another', async () => {
  const { outgoing, sent } = await transfer((offset) => {
    if (offset === 0) outgoing.forget('Cleo');
    return true;
  });
  await Promise.all([outgoing.sendTo('Ben', 0), outgoing.sendTo('Cleo', 0)]);
  assert.equal(sent.length, 4);
});

test('a file that can no longer be read is said to be so', async () => {
  const broken = { size: 3 * PIECE, slice: () => ({ arrayBuffer: () => Promise.reject(new Error('NotFoundError')) }) };
  const shorter = { size: 3 * PIECE, slice: () => new Blob(['x']) };
  for (const file of /** @type {any[]} */ ([broken, shorter])) {
    await assert.rejects(digestOf(file), UnreadableFile);
    await assert.rejects(digestOf({ ...file, size: 0, slice: broken.slice }), UnreadableFile, 'an empty folder');
    const outgoing = new OutgoingFile(1, file, { send() {}, whenDrained: async () => {} });
    await assert.rejects(outgoing.sendTo('Ben', 0), UnreadableFile);
    // Asking again is answered again.
    await assert.rejects(outgoing.sendTo('Ben', 0), UnreadableFile);
  }
  assert.match(await digestOf(new Blob([])), /^[\w-]{43}$/, 'an empty one');
});

test('whoever waits for a file that is refused waits no longer, and may ask again', async () => {
  const { incoming, asked } = await transfer(() => true);
  incoming.refuse('unreadable');
  assert.equal(incoming.state, 'offered', 'what was not asked for');
  incoming.fetch();
  incoming.refuse('unreadable');
  assert.equal(incoming.state, 'unreadable');
  incoming.resume();
  assert.equal(asked.length, 1);
  incoming.fetch();
  assert.equal(asked.length, 2);
});

test('a file whose owner has left can no longer be had, unless he is there after all', async () => {
  const { incoming, asked } = await transfer(() => false);
  incoming.lose();
  incoming.fetch();
  assert.equal(incoming.state, 'gone');
  assert.deepEqual(asked, []);
  incoming.find();
  assert.equal(incoming.state, 'offered');
});

test('pieces of another length than they must have are not kept', async () => {
  const { incoming } = await transfer(() => true);
  incoming.fetch();
  for (const length of [1, PIECE - 1, PIECE + 1]) incoming.take({ number: 1, offset: 0, bytes: new Uint8Array(length) });
  assert.equal(incoming.received, 0);
});

test('a file of which nothing comes is asked for again, and given up in the end', (context) => {
  /** @type {{ act: () => void, ms: number }[]} the one that runs */
  const timers = [];
  context.mock.method(globalThis, 'setTimeout', (/** @type {() => void} */ act, /** @type {number} */ ms) => timers.push({ act, ms }));
  context.mock.method(globalThis, 'clearTimeout', () => timers.splice(0));
  /** @type {number[]} */
  const asked = [];
  const stopped = context.mock.fn();
  const incoming = new IncomingFile({ number: 1, name: 'a', size: 10, digest: 'D'.repeat(43) }, { ask: (offset) => asked.push(offset), stop: stopped });
  askAgain(incoming);
  incoming.fetch();
  /** @type {number[]} */
  const waits = [];
  for (let timer = timers.shift(); timer; timer = timers.shift()) {
    waits.push(timer.ms);
    timer.act();
  }
  assert.deepEqual(waits, [1, 2, 4, 8].map((times) => times * CHAT_LIMITS.pieceMs));
  assert.deepEqual(asked, [0, 0, 0, 0]);
  assert.equal(incoming.state, 'stalled');
  assert.equal(stopped.mock.callCount(), 1);
  incoming.resume();
  assert.equal(incoming.state, 'arriving', 'once its owner is reached again');
  assert.equal(timers[0].ms, CHAT_LIMITS.pieceMs, 'as patient as at first');
});

/** @param {string} text @param {...string} names of files; those that end in "/" are folders */
function clipboard(text, ...names) {
  const all = names.map((name) => ({ name: name.replace('/', ''), isDirectory: name.endsWith('/') }));
  return /** @type {any} */ ({
    items: all.map((entry) => ({ kind: 'file', webkitGetAsEntry: () => entry })),
    files: all.map(({ name }) => new File(['x'], name)),
    getData: () => text,
  });
}

test('text that is pasted is text, whatever picture of it comes along', () => {
  assert.equal(pastedFiles(clipboard('A\tB\n1\t2', 'image.png')), null);
  assert.equal(pastedFiles(clipboard('text')), null);
  assert.equal(pastedFiles(null), null);
  assert.deepEqual(pastedFiles(clipboard('', 'image.png'))?.files.map(({ name }) => name), ['image.png']);
  assert.equal(pastedFiles(clipboard('a.txt\nb.txt', 'a.txt', 'b.txt'))?.files.length, 2, 'their names are no text');
  const { files, folders } = pastedFiles(clipboard('', 'a.txt', 'photos/')) ?? { files: [], folders: [] };
  assert.deepEqual([files.map(({ name }) => name), folders], [['a.txt'], ['photos']]);
});

test('what file managers write beside files names them', () => {
  for (const text of ['a b.txt', '/home/ann/a b.txt', 'C:\\Users\\Ann\\a b.txt', 'file:///home/ann/a%20b.txt', 'a b.txt\r\nc.txt\r\n']) {
    assert.ok(namesThem(text, ['a b.txt', 'c.txt']), text);
  }
  for (const text of ['look: a b.txt', 'a b.txt\nand more', '/home/ann/other.txt', 'file:///%E0%A4%A']) {
    assert.ok(!namesThem(text, ['a b.txt']), text);
  }
});

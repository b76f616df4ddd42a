// Whatever a participant sends, the page's readers make something of it or nothing: they never throw, what they return is within the
// limits, and reading it again changes nothing.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readEntry, readHistory, readKnown, writeEntry } from '../../../web/meeting/chat/entry.js';
import { readPiece, writePiece } from '../../../web/meeting/chat/files/piece.js';
import { fileName, readFileNumber } from '../../../web/meeting/chat/files/shared_file.js';
import { CHAT_LIMITS } from '../../../web/meeting/chat/limits.js';
import { readSignedEntry } from '../../../web/meeting/chat/signing/signed_entry.js';
import { isProven, readIntroduction } from '../../../web/meeting/chat/signing/voice.js';
import { headOf } from '../../../web/meeting/messaging/head.js';
import { readAmount, readFields, readList, readText, readWhole } from '../../../web/meeting/messaging/read.js';
import { contentOf } from '../../../web/embed/protocol.js';

const NOW = 1_700_000_000_000;
// Names that mean something to JavaScript, and those that the readers look for.
const FIELDS = ['__proto__', 'constructor', 'toString', 'valueOf', 'toJSON', 'length', 'author', 'key', 'signature', 'proof', 'number', 'name',
  'text', 'file', 'size', 'digest', 'time', 'now', 'entries', 'type', 'to', 'parley'];
const BASE64 = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'];
const base64 = (/** @type {number} */ length) =>
  fc.array(fc.constantFrom(...BASE64), { minLength: length, maxLength: length }).map((all) => all.join(''));

/** What JSON.parse() can make, with the fields' names in it more often than by chance. */
const anyJson = fc.letrec((tie) => ({
  value: fc.oneof({ depthSize: 'small', withCrossShrink: true }, fc.constant(null), fc.boolean(), fc.double(), fc.maxSafeInteger(),
      fc.string({ unit: 'binary' }), fc.array(tie('value')),
      fc.dictionary(fc.oneof(fc.constantFrom(...FIELDS), fc.string()), tie('value'))),
})).value.map((value) => JSON.parse(JSON.stringify(value)));

/** Something of the right kind, or anything. @template T @param {import('fast-check').Arbitrary<T>} right */
const mostly = (right) => fc.oneof({ weight: 5, arbitrary: right }, { weight: 1, arbitrary: anyJson });
const file = fc.record({
  number: mostly(fc.integer({ min: 1, max: 9 })), name: mostly(fc.string({ unit: 'binary' })),
  size: mostly(fc.nat()), digest: mostly(base64(43)),
});
const entry = fc.record({
  author: mostly(base64(43)), key: mostly(base64(87)), signature: mostly(base64(86)), number: mostly(fc.nat()),
  name: mostly(fc.string({ unit: 'binary' })), text: mostly(fc.string({ unit: 'binary', maxLength: 5000 })), time: mostly(fc.maxSafeInteger()),
  file: mostly(file),
}, { requiredKeys: [] });

/**
 * @template T
 * @param {string} what
 * @param {import('fast-check').Arbitrary<T>} values
 * @param {(value: T) => void | Promise<void>} holds
 */
function always(what, values, holds) {
  test(what, () => fc.assert(fc.asyncProperty(values, async (value) => holds(value)), { numRuns: 1000 }));
}

/** @param {unknown} value */
const copyOf = (value) => JSON.parse(JSON.stringify(value));

always('fields, numbers, amounts, texts and lists', anyJson, (value) => {
  assert.equal(typeof readFields(value), 'object');
  const whole = readWhole(value, -5, 5);
  assert.ok(whole === null || (Number.isInteger(whole) && Math.abs(whole) <= 5));
  const amount = readAmount(value, 1, 100);
  assert.ok(amount >= 1 && amount <= 100);
  assert.ok(readText(value, 7).length <= 7);
  assert.ok(readList(value, 3).length <= 3);
});

always('the head of a message', fc.oneof(fc.string({ unit: 'binary' }), anyJson.map((value) => JSON.stringify(value))), (text) => {
  const { type, to } = headOf(text);
  assert.ok(type.length <= 32 && (to === undefined || to.length <= 64));
});

always('a signed entry', mostly(entry), (value) => {
  const read = readSignedEntry(value);
  if (!read) return;
  assert.ok(read.text.length <= CHAT_LIMITS.text && read.name.length <= CHAT_LIMITS.name);
  assert.ok(Number.isSafeInteger(read.number) && read.number >= 1 && read.number <= CHAT_LIMITS.number);
  assert.deepEqual(readSignedEntry(copyOf(read)), read);
});

always('an entry as it is shown', mostly(entry), (value) => {
  const read = readEntry(value, NOW);
  if (!read) return;
  assert.ok(read.text || read.file);
  assert.ok(read.text.length <= CHAT_LIMITS.text && read.name.length <= CHAT_LIMITS.name);
  if (read.file) assert.ok(read.file.name.length > 0 && read.file.name.length <= CHAT_LIMITS.fileName);
  // It is handed on as it came.
  assert.deepEqual(readEntry(copyOf(writeEntry(read)), NOW), read);
});

always('what is handed over', mostly(fc.record({ now: mostly(fc.maxSafeInteger()), entries: mostly(fc.array(mostly(entry))) }, { requiredKeys: [] })),
    (value) => {
      for (const { heard } of readHistory(readFields(value), NOW)) {
        assert.ok(heard <= NOW && heard >= NOW - CHAT_LIMITS.age);
        new Date(heard).toISOString();
      }
    });

always('what somebody knows', mostly(fc.dictionary(fc.oneof(base64(43), fc.string()), mostly(fc.nat()))), (value) => {
  const known = readKnown(value);
  assert.ok(Object.keys(known).length <= CHAT_LIMITS.entries);
  assert.deepEqual(readKnown(copyOf(known)), known);
});

always('an introduction', mostly(fc.record({ author: mostly(base64(43)), key: mostly(base64(87)), proof: mostly(base64(86)) })), async (value) => {
  const introduction = readIntroduction(value);
  assert.ok(!introduction || !(await isProven(introduction, 'standup', 'PA1')), 'made up, and taken for true');
});

always('a piece of a file', fc.uint8Array({ maxLength: 64 }), (bytes) => {
  const data = bytes.slice().buffer;
  const piece = readPiece(data);
  if (!piece) return;
  assert.ok(piece.bytes.length > 0);
  if (Number.isSafeInteger(piece.offset)) assert.deepEqual(writePiece(piece.number, piece.offset, piece.bytes.slice().buffer), data);
});

always('the name and number of a file', anyJson, (value) => {
  const name = fileName(value);
  assert.ok(name.length > 0 && name.length <= CHAT_LIMITS.fileName);
  assert.doesNotMatch(name, /[/\\\n]|^\./);
  assert.equal(fileName(name), name);
  const number = readFileNumber(value);
  assert.ok(number === null || (number >= 1 && number <= CHAT_LIMITS.fileNumber));
});

always('a message of a page around a frame', anyJson, (value) => {
  const content = contentOf(value);
  assert.ok(content === null || typeof content.type === 'string');
});

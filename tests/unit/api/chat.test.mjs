import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Authors } from '../../../web/meeting/chat/authors.js';
import { ChatLog } from '../../../web/meeting/chat/chat_log.js';
import { cleanText, writtenText } from '../../../web/meeting/chat/chat_text.js';
import { readEntry, readHistory, readKnown, WrittenEntries, writeEntry } from '../../../web/meeting/chat/entry.js';
import { CHAT_LIMITS } from '../../../web/meeting/chat/limits.js';

const ANN = '1'.repeat(43);
const BEN = '2'.repeat(43);
const SIGNED = { key: 'K'.repeat(87), signature: 'S'.repeat(86) };
const HOUR = 3_600_000;

/** @param {string} author @param {number} number @param {number} [heard] */
function entry(author, number, heard = number) {
  const said = { author, number, name: 'N', text: `${author[0]}${number}` };
  return { ...said, heard, signed: { ...said, ...SIGNED } };
}

/** @param {ChatLog} log */
const textsOf = (log) => log.entries.map(({ text }) => text).join(' ');

test('what turns or hides text is taken out of it', () => {
  assert.equal(cleanText('a\u202Eb\u2066c\u200Fd\u0000e\uD800f'), 'abcdef');
  assert.equal(cleanText('  two\r\nlines\tand a tab '), 'two\nlines\tand a tab');
  assert.equal(cleanText('سلام 👩‍🚀'), 'سلام 👩‍🚀');
  assert.equal(cleanText('x'.repeat(CHAT_LIMITS.text + 1)).length, CHAT_LIMITS.text);
  assert.equal(cleanText(17), '');
});

test('a text is not cut through what a reader sees as one character', () => {
  for (const one of ['❤️', '👍🏽', '👩‍💻', '🇩🇪', 'e\u0301', '1️⃣']) {
    const fits = 'x'.repeat(CHAT_LIMITS.text - one.length);
    assert.equal(cleanText(`${fits}${one}`), `${fits}${one}`);
    for (let more = 1; more < one.length; more += 1) {
      const text = `${fits}${'y'.repeat(more)}`;
      assert.equal(cleanText(`${text}${one}`), text);
    }
  }
});

test('of what is too long one knows by how much', () => {
  assert.deepEqual(writtenText(' Hi \n'), { text: 'Hi', excess: 0 });
  assert.equal(writtenText(` ${'x'.repeat(CHAT_LIMITS.text)} `).excess, 0);
  assert.equal(writtenText('x'.repeat(CHAT_LIMITS.text + 3)).excess, 3);
});

test('what nobody can see is neither a text nor a name', () => {
  assert.equal(cleanText('\u200B\u3164'), '');
  const about = { ...SIGNED, author: ANN, number: 1, name: 'N', text: 'Hello' };
  assert.equal(readEntry({ ...about, name: ' Rene\u0301\u200B ' }, 1)?.name, 'Ren\u00E9');
  assert.equal(readEntry({ ...about, text: '\u2060' }, 1), null);
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

test('what was lost on the way is still asked for when later things have come', () => {
  const log = new ChatLog();
  log.add(entry(ANN, 1));
  log.add(entry(ANN, 3));
  assert.deepEqual(log.known, { [ANN]: 1 });
  assert.deepEqual(log.merge([entry(ANN, 2), entry(ANN, 3)]), [entry(ANN, 2)]);
  assert.equal(textsOf(log), '11 12 13');
  assert.deepEqual(log.known, { [ANN]: 3 });
});

test('a number that nobody has come to yet does not silence its author', () => {
  const log = new ChatLog();
  log.merge([entry(ANN, CHAT_LIMITS.number, 1)]);
  assert.ok(log.add(entry(ANN, 1, 2)));
});

test('what was said before one came stands before what one has heard', () => {
  const log = new ChatLog();
  log.add(entry(BEN, 1, 300));
  assert.deepEqual(log.merge([entry(ANN, 1, 100), entry(BEN, 1, 300), entry(ANN, 2, 200)]),
    [entry(ANN, 1, 100), entry(ANN, 2, 200)]);
  assert.equal(textsOf(log), '11 12 21');
});

test('what is handed over stays in the order in which it was heard, whatever the times are', () => {
  const log = new ChatLog();
  log.merge([entry(ANN, 1, 500), entry(BEN, 1, 100), entry(ANN, 2, 300)]);
  assert.equal(textsOf(log), '11 21 12');
});

test('nobody is heard out of the order in which he spoke', () => {
  const log = new ChatLog();
  log.add(entry(ANN, 2, 100));
  log.add(entry(BEN, 1, 150));
  log.merge([entry(ANN, 1, 200)]);
  log.merge([entry(ANN, 3, 50)]);
  assert.equal(textsOf(log), '11 12 13 21');
});

test('a newcomer reads in the order of the one who tells, however the clocks are set', () => {
  const tellers = new ChatLog();
  const tellersNow = 50 * HOUR;
  // What an author's clock showed, three hours early, is nothing to the teller.
  for (const [author, number, time] of /** @type {const} */ ([[ANN, 1, 1], [BEN, 1, 49 * HOUR], [ANN, 2, 2]])) {
    const said = readEntry({ ...SIGNED, author, number, name: 'N', text: `${author[0]}${number}`, time },
      tellersNow - 60_000 + 10_000 * tellers.entries.length);
    assert.ok(said && tellers.add(said));
  }
  const now = 20 * HOUR;
  const history = readHistory({ now: tellersNow, entries: tellers.entries.map(writeEntry) }, now);
  assert.deepEqual(history.map(({ text, heard }) => [text, now - heard]), [['11', 60_000], ['21', 50_000], ['12', 40_000]]);
  const log = new ChatLog();
  log.add(entry(BEN, 2, now - 30_000));
  log.merge(history);
  assert.equal(textsOf(log), '11 21 12 22');
});

test('times that make no sense come out as times, and lose nothing', () => {
  const now = 100 * 24 * HOUR;
  const times = [-9e15, 9e15, Number.MAX_VALUE, -Number.MAX_VALUE, Infinity, NaN, null, 'now', {}, undefined];
  for (const tellersNow of [undefined, ...times]) {
    const entries = times.map((time, index) => ({ ...entry(ANN, index + 1).signed, time }));
    const history = readHistory({ now: tellersNow, entries: [...entries, null, 'x', []] }, now);
    assert.equal(history.length, times.length);
    for (const { heard } of history) {
      assert.ok(heard <= now && heard >= now - CHAT_LIMITS.age, `${heard}`);
      assert.match(new Date(heard).toISOString(), /^\d{4}-/);
    }
  }
  assert.deepEqual(readHistory({ now: 1, entries: 'many' }, now), []);
});

test('the log stays bounded', () => {
  const log = new ChatLog();
  for (let number = 1; number <= CHAT_LIMITS.entries + 10; ++number) log.add(entry(ANN, number));
  assert.equal(log.entries.length, CHAT_LIMITS.entries);
  assert.equal(log.entries[0].number, 11);
  assert.deepEqual(log.known, { [ANN]: CHAT_LIMITS.entries + 10 });
  // What was dropped does not come back, and what comes in between is one for one.
  assert.deepEqual(log.merge([entry(ANN, 10, 10)]), []);
  assert.deepEqual(log.merge([entry(BEN, 1, 100.5)]), [entry(BEN, 1, 100.5)]);
  assert.equal(log.entries.length, CHAT_LIMITS.entries);
  assert.equal(log.entries[0].number, 12);
});

test('nobody talks what others have said out of the log', () => {
  /** @type {string[]} */
  const dropped = [];
  const log = new ChatLog(({ author, number }) => dropped.push(`${author[0]}${number}`));
  for (let number = 1; number <= 10; ++number) log.add(entry(BEN, number, 0));
  for (let number = 1; number <= 3 * CHAT_LIMITS.entries; ++number) log.add(entry(ANN, number));
  assert.equal(log.entries.length, CHAT_LIMITS.entries);
  assert.equal(log.entries.filter(({ author }) => author === BEN).length, 10);
  assert.deepEqual(log.known, { [ANN]: 3 * CHAT_LIMITS.entries, [BEN]: 10 });
  assert.equal(dropped.length, 2 * CHAT_LIMITS.entries + 10);
  assert.ok(dropped.every((name) => name.startsWith('1')));
  // What was dropped of hers is not asked for again, but what of his was lost on the way still is.
  log.add(entry(BEN, 12, 9e6));
  assert.equal(log.known[BEN], 10);
});

test('what is handed over is written once, in messages that are not too long', () => {
  const written = new WrittenEntries();
  const entries = Array.from({ length: 40 }, (_, index) => ({
    ...entry(ANN, index + 1),
    signed: { ...entry(ANN, index + 1).signed, text: '"'.repeat(CHAT_LIMITS.text) },
  }));
  const batches = written.batches(entries);
  assert.ok(batches.length > 1 && batches.every(({ length }) => length <= CHAT_LIMITS.batch + 100));
  assert.deepEqual(batches.flatMap((batch) => JSON.parse(batch)), entries.map(writeEntry));
  for (const one of entries) one.signed.text = 'changed';
  assert.deepEqual(written.batches(entries), batches);
  assert.deepEqual(written.batches([]), []);
});

test('nonsense of others is not read', () => {
  const { heard, signed: sent } = entry(ANN, 1);
  assert.deepEqual(readEntry({ ...sent, other: 1 }, heard), entry(ANN, 1));
  const file = { number: 1, name: 'a', size: 1, digest: 'D'.repeat(43) };
  assert.deepEqual(readEntry({ ...sent, file: { ...file, other: 1 } }, 1)?.file, file);
  for (const wrong of [null, 1, 'x', [], {}, { ...sent, number: 0 }, { ...sent, number: CHAT_LIMITS.number + 1 },
    { ...sent, number: '1' }, { ...sent, author: 'Ann' }, { ...sent, author: 7 }, { ...sent, text: '' },
    { ...sent, text: 'x'.repeat(CHAT_LIMITS.text + 1) }, { ...sent, name: 'x'.repeat(CHAT_LIMITS.name + 1) },
    { ...sent, key: undefined }, { ...sent, key: '!'.repeat(87) }, { ...sent, signature: '' },
    { ...sent, file: null }, { ...sent, file: 7 },
    ...[{ number: 0 }, { number: 2 ** 32 }, { number: 1.5 }, { number: '1' }, { size: -1 }, { size: '1' }, { name: 7 }, { digest: 'D' },
      { size: CHAT_LIMITS.fileBytes + 1 }, { name: 'x'.repeat(CHAT_LIMITS.fileName + 1) }]
      .map((fields) => ({ ...sent, file: { ...file, ...fields } }))]) {
    assert.equal(readEntry(wrong, 1), null, JSON.stringify(wrong));
  }
  assert.deepEqual(readKnown({ [ANN]: 3, [BEN]: 'x', __proto__: null, toString: 4, [`${ANN}0`]: 4 }), { [ANN]: 3 });
  assert.deepEqual(readKnown({ [ANN]: -1, [BEN]: 9e15 }), {});
  for (const wrong of [null, 7, 'x']) assert.deepEqual(readKnown(wrong), {});
});

test('nobody is another who is here, or oneself', () => {
  const authors = new Authors();
  const me = '0'.repeat(43);
  authors.speakAs(me);
  assert.ok(authors.claim('PA1', ANN));
  assert.ok(authors.claim('PA1', ANN));
  assert.ok(!authors.claim('PA2', ANN), 'of somebody else');
  assert.ok(!authors.claim('PA1', BEN), 'a second one');
  assert.ok(!authors.claim('PA2', me));
  assert.equal(authors.sidOf(ANN), 'PA1');
  authors.drop('PA1');
  assert.equal(authors.sidOf(ANN), '');
  assert.ok(authors.claim('PA2', ANN), 'once that one has left');
});

test('whose words are confirmed is remembered while the call lasts', () => {
  const authors = new Authors();
  assert.ok(!authors.hasMet(ANN));
  authors.claim('PA1', ANN);
  authors.drop('PA1');
  assert.ok(authors.hasMet(ANN) && !authors.hasMet(BEN));
  for (let index = 0; index < CHAT_LIMITS.met; ++index) authors.claim(`PA${index}`, String(index).padStart(43, '-'));
  assert.ok(!authors.hasMet(ANN), 'but not without end');
  authors.claim('PAB', BEN);
  authors.clear();
  assert.ok(!authors.hasMet(BEN));
});

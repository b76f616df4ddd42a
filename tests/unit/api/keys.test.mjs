import assert from 'node:assert/strict';
import { test } from 'node:test';

import { isSpace, keyOf } from '../../../web/meeting/keys.js';

/** What is typed, at which place of the keyboard, and the key that it is taken for. @type {[string, string, string, string][]} */
const PRESSES = [
  ['English', 'm', 'KeyM', 'm'],
  ['English, with Shift', 'M', 'KeyM', 'm'],
  ['AZERTY', 'm', 'Semicolon', 'm'],
  ['AZERTY', ',', 'KeyM', ','],
  ['AZERTY', '?', 'KeyM', '?'],
  ['AZERTY', 'é', 'Digit2', 'é'],
  ['Dvorak', 'm', 'KeyM', 'm'],
  ['Dvorak', 'v', 'Period', 'v'],
  ['Dvorak', '.', 'KeyE', '.'],
  ['Dvorak', "'", 'KeyQ', "'"],
  ['Turkish', 'ı', 'KeyI', 'ı'],
  ['Polish', 'ś', 'KeyS', 'ś'],
  ['Russian', 'ь', 'KeyM', 'm'],
  ['Russian', 'Ь', 'KeyM', 'm'],
  ['Russian', 'м', 'KeyV', 'v'],
  ['Russian', ',', 'Slash', ','],
  ['Russian', '?', 'Digit7', '?'],
  ['Russian', 'б', 'Comma', ','],
  ['Greek', 'μ', 'KeyM', 'm'],
  ['Hebrew', 'צ', 'KeyM', 'm'],
  ['Arabic', 'ة', 'KeyM', 'm'],
  ['Arabic', 'لا', 'KeyB', 'b'],
  ['Arabic', '؟', 'Slash', '?'],
  ['Arabic', '،', 'KeyK', ','],
  ['Thai', 'ท', 'KeyM', 'm'],
  ['Thai, a mark over a letter', '้', 'KeyH', 'h'],
  ['Hindi', 'स', 'KeyM', 'm'],
  ['Korean', 'ㅡ', 'KeyM', 'm'],
  ['Japanese, as kana', 'も', 'KeyM', 'm'],
  ['German, with AltGr', 'µ', 'KeyM', 'µ'],
  ['any', 'ArrowLeft', 'ArrowLeft', 'arrowleft'],
  ['any', 'Dead', 'KeyM', 'dead'],
];

test('a key is what is written on it, and on a keyboard of another script what is at its place', () => {
  for (const [layout, key, code, taken] of PRESSES) assert.equal(keyOf({ key, code }), taken, `${layout}: ${key}`);
});

test('the space bar is the space bar with Option or AltGr too', () => {
  assert.ok(isSpace({ key: ' ', code: 'Space' }));
  assert.ok(isSpace({ key: '\u00A0', code: 'Space' }));
  assert.ok(isSpace({ key: ' ', code: '' }));
  assert.ok(!isSpace({ key: 'm', code: 'KeyM' }));
});

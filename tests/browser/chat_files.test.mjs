// Files in the chat that do not arrive as one would like, and what is pasted.

import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';

import { expectNothingFound } from './support/axe.mjs';
import { say, untilChatIs } from './support/chat.mjs';
import { Stage } from './support/stage.mjs';
import { until } from './support/until.mjs';

/** @typedef {import('playwright-core').Page} Page */

const stage = new Stage();
let folder = '';

before(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'parley-files-'));
});
after(() => rm(folder, { recursive: true, force: true }));

/** @param {Page} page */
const fileState = (page) => page.locator('.chat-file-state').textContent();

/** The name of what has the focus. @param {Page} page */
const focused = (page) =>
  page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent);

test('whoever asks for a file that was deleted is told so, and so is its owner', async () => {
  const { ann, ben } = await stage.twoInCall('file deleted');
  for (const { page } of [ann, ben]) await page.click('#chat');
  const file = path.join(folder, 'plan.txt');
  await writeFile(file, 'the plan');
  await ann.page.setInputFiles('#chat-files', file);
  await untilChatIs(ben.page, ['Ann: plan.txt']);
  await rm(file);
  await ben.page.getByRole('button', { name: 'Get plan.txt' }).press('Enter');
  await until('Ben is told', () => fileState(ben.page), (words) => /can no longer open it/.test(words ?? ''));
  await ann.meeting.untilAnnounced(/Others cannot get plan\.txt/);
  assert.equal(await ben.page.locator('.chat-progress').isVisible(), false);
  assert.equal(await focused(ben.page), 'Try again to get plan.txt', 'the focus stays where the person was');
  await expectNothingFound(ben.page, 'a file that cannot be had');
  const overhang = await ben.page.locator('.chat-file').evaluate((box) => box.scrollWidth - box.clientWidth);
  assert.equal(overhang, 0, 'the words stay in their box');
  await ben.page.keyboard.press('Tab');
  await ben.page.keyboard.press('Enter');
  await untilChatIs(ben.page, []);
  await say(ben.page, 'never mind');
  await untilChatIs(ben.page, ['Me: never mind']);
});

test('a folder is refused in words, and what is not a file any more is not offered', async () => {
  const { ann, ben } = await stage.twoInCall('folder');
  for (const { page } of [ann, ben]) await page.click('#chat');
  const photos = path.join(folder, 'photos');
  const notes = path.join(folder, 'notes.txt');
  await mkdir(photos);
  await writeFile(notes, 'notes');
  const session = await ann.page.context().newCDPSession(ann.page);
  const data = { items: [], files: [photos, notes], dragOperationsMask: 1 };
  for (const type of /** @type {const} */ (['dragEnter', 'dragOver', 'drop'])) {
    await session.send('Input.dispatchDragEvent', { type, x: 300, y: 300, data });
  }
  await ann.meeting.untilAnnounced(/photos is a folder/);
  await untilChatIs(ben.page, ['Ann: notes.txt']);
  await ann.page.locator('#chat-files').evaluate((chooser) => {
    const transfer = new DataTransfer();
    const file = new File(['x'], 'moved.txt');
    file.slice = () => {
      const part = new Blob(['x']);
      part.arrayBuffer = () => Promise.reject(new DOMException('', 'NotReadableError'));
      return part;
    };
    transfer.items.add(new File(['x'], 'fine.txt'));
    Object.defineProperty(chooser, 'files', { value: [file, ...transfer.files] });
    chooser.dispatchEvent(new Event('change'));
  });
  await ann.meeting.untilAnnounced(/moved\.txt cannot be opened/);
  await untilChatIs(ben.page, ['Ann: notes.txt', 'Ann: fine.txt']);
});

test('who does not want a file any more stops it; whose owner leaves midway has lost it', async () => {
  const { ann, ben } = await stage.twoInCall('file midway');
  for (const { page } of [ann, ben]) await page.click('#chat');
  await ann.page.setInputFiles('#chat-files', { name: 'film.bin', mimeType: 'video/mp4', buffer: Buffer.alloc(1_000_000, 'film') });
  const get = ben.page.getByRole('button', { name: 'Get film.bin' });
  await get.waitFor();
  // The first pieces go out, then none until that is mended.
  await ann.page.evaluate(() => {
    const { arrayBuffer } = Blob.prototype;
    let pieces = 0;
    /** @type {(() => void)[]} */
    const held = [];
    Blob.prototype.arrayBuffer = async function () {
      if (this.size > 1 && ++pieces > 3) await new Promise((resolve) => held.push(() => resolve(null)));
      return arrayBuffer.call(this);
    };
    Reflect.set(globalThis, 'heldPieces', held);
  });
  const progress = ben.page.locator('.chat-progress');
  const arrived = () => progress.evaluate((bar) => /** @type {HTMLProgressElement} */ (bar).value);
  await get.press('Enter');
  await until('some of it arrives', arrived, (part) => part > 0 && part < 1);
  assert.equal(await focused(ben.page), 'Stop getting film.bin');
  await ben.page.keyboard.press('Enter');
  await until('it can be asked for again', () => focused(ben.page), (name) => name === 'Get film.bin');
  assert.equal(await progress.isVisible(), false);
  await ann.page.evaluate(() => {
    for (const release of Reflect.get(globalThis, 'heldPieces').splice(0)) release();
  });
  await ben.page.keyboard.press('Enter');
  await until('it is on its way again', () => progress.isVisible());
  await ann.meeting.leave();
  await until('it is lost', () => fileState(ben.page), (words) => words === 'No longer available');
  assert.equal(await progress.isVisible(), false);
  await ben.page.getByRole('button', { name: 'Remove film.bin from the chat' }).click();
  await untilChatIs(ben.page, []);
});

test('a file that its owner no longer has is refused, not waited for', async () => {
  const { ann, ben } = await stage.twoInCall('file forgotten');
  for (const { page } of [ann, ben]) await page.click('#chat');
  await ann.page.setInputFiles('#chat-files', { name: 'a.txt', mimeType: 'text/plain', buffer: Buffer.from('a') });
  await untilChatIs(ben.page, ['Ann: a.txt']);
  await ben.page.evaluate(() => {
    // As if it were another one's number.
    const { send } = RTCDataChannel.prototype;
    /** @this {RTCDataChannel} @param {any} data */
    RTCDataChannel.prototype.send = function (data) {
      const isAsking = typeof data === 'string' && data.includes('"file-get"');
      Reflect.apply(send, this, [isAsking ? data.replace('"offset":0', '"offset":-1') : data]);
    };
  });
  await ben.page.getByRole('button', { name: 'Get a.txt' }).click();
  await until('it is said to be gone', () => fileState(ben.page), (words) => words === 'No longer available');
});

/**
 * Puts things onto the clipboard, as other programs do, and pastes them.
 * @param {Page} page
 * @param {{ text?: string, html?: string, picture?: boolean }} content
 */
async function paste(page, content) {
  await page.evaluate(async ({ text, html, picture }) => {
    /** @type {Record<string, Blob>} */
    const parts = {};
    if (text) parts['text/plain'] = new Blob([text], { type: 'text/plain' });
    if (html) parts['text/html'] = new Blob([html], { type: 'text/html' });
    if (picture) {
      const canvas = new OffscreenCanvas(240, 120);
      const context = canvas.getContext('2d');
      context?.fillRect(20, 20, 60, 60);
      parts['image/png'] = await canvas.convertToBlob();
    }
    await navigator.clipboard.write([new ClipboardItem(parts)]);
  }, content);
  await page.locator('#chat-field').focus();
  await page.keyboard.press('Control+v');
}

test('cells of a spreadsheet are pasted as text; a picture alone is shown before it is sent', async () => {
  const { ann, ben } = await stage.twoInCall('pasting');
  for (const { page } of [ann, ben]) await page.click('#chat');
  await ann.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  const field = ann.page.locator('#chat-field');
  const cells = 'one\ttwo\n1\t2';
  await paste(ann.page, { text: cells, html: '<table><tr><td>one<td>two</table>', picture: true });
  await until('the text is in the field', () => field.inputValue(), (text) => text === cells);
  await field.press('Enter');
  await untilChatIs(ben.page, [`Ann: ${cells}`]);

  const dialog = ann.page.locator('#send-files[open]');
  await paste(ann.page, { picture: true });
  await dialog.waitFor();
  const picture = dialog.getByRole('img', { name: 'image.png' });
  await until('the picture is seen', () => picture.evaluate((image) =>
    /** @type {HTMLImageElement} */ (image).naturalWidth), (width) => width === 240);
  await expectNothingFound(ann.page, 'a picture before it is sent');
  assert.equal(await focused(ann.page), 'Send');
  await ann.page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });
  await until('one writes on', () => focused(ann.page), (name) => name === 'Write a message');

  await paste(ann.page, { picture: true });
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await dialog.waitFor({ state: 'hidden' });
  await say(ann.page, 'nothing was sent');
  await untilChatIs(ben.page, [`Ann: ${cells}`, 'Ann: nothing was sent']);

  await paste(ann.page, { picture: true });
  await dialog.waitFor();
  await ann.page.keyboard.press('Enter');
  await untilChatIs(ben.page, [`Ann: ${cells}`, 'Ann: nothing was sent', 'Ann: image.png']);
  assert.deepEqual(stage.complaints, []);
});

// What the pages of a call say to each other past the server: chat, files, hands, reactions.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';

import { say, untilChatIs } from './support/chat.mjs';
import { Stage } from './support/stage.mjs';
import { until } from './support/until.mjs';

const stage = new Stage();

test('what one writes the others read; links are links; unread messages are counted', async () => {
  const { ann, ben } = await stage.twoInCall('chat');
  await ann.page.keyboard.press('c');
  await say(ann.page, 'Hello', '<b>Look</b>: https://example.org/x.');
  await ben.meeting.untilAnnounced(/Ann: Hello/);
  await until('Ben has two unread', () => ben.page.locator('#chat .control-badge').textContent(), (text) => text === '2');
  assert.equal(await ben.page.getByRole('button', { name: /^Chat ?, 2 new messages$/ }).getAttribute('id'), 'chat');
  await ben.page.click('#chat');
  await untilChatIs(ben.page, ['Ann: Hello', 'Ann: <b>Look</b>: https://example.org/x.']);
  const link = ben.page.locator('.chat-text a');
  assert.deepEqual(await link.evaluateAll((all) => all.map((one) =>
    [one.getAttribute('href'), one.getAttribute('rel'), one.getAttribute('target')])),
  [['https://example.org/x', 'noopener', '_blank']]);
  assert.equal(await ben.page.locator('#chat .control-badge').isVisible(), false);
  await say(ben.page, 'Hi Ann');
  await untilChatIs(ann.page, ['Me: Hello', 'Me: <b>Look</b>: https://example.org/x.', 'Ben: Hi Ann']);
});

test('who comes later is handed what was said before, and who said it may have left', async () => {
  const { ann, ben } = await stage.twoInCall('chat history');
  for (const { page } of [ann, ben]) await page.click('#chat');
  await say(ann.page, 'One');
  await untilChatIs(ben.page, ['Ann: One']);
  await say(ben.page, 'Two');
  await untilChatIs(ann.page, ['Me: One', 'Ben: Two']);
  await ann.meeting.leave();
  const cleo = await stage.inCall('chat history', 'Cleo');
  await cleo.page.click('#chat');
  await untilChatIs(cleo.page, ['Ann: One', 'Ben: Two']);
  assert.equal(await ann.page.locator('.chat-entry').count(), 0, 'the chat ends with the call');
});

test('what was said while a pair was without a connection is made up for', async () => {
  const { ann, ben } = await stage.twoInCall('chat gap');
  for (const { page } of [ann, ben]) await page.click('#chat');
  await ann.page.evaluate(() => {
    // As if it had got lost: what Ann's channels are given does not go out.
    const send = RTCDataChannel.prototype.send;
    RTCDataChannel.prototype.send = () => {};
    Reflect.set(globalThis, 'mend', () => (RTCDataChannel.prototype.send = send));
  });
  await say(ann.page, 'lost');
  await ann.page.evaluate(() => Reflect.get(globalThis, 'mend')());
  await ben.meeting.leave();
  await ben.meeting.join('Ben');
  await untilChatIs(ben.page, ['Ann: lost']);
});

test('files go both ways at once, and arrive as they were', async () => {
  const { ann, ben } = await stage.twoInCall('files');
  const contents = [ann, ben].map((_, index) => Buffer.alloc(3_000_000, `file ${index} `));
  for (const [index, { page }] of [ann, ben].entries()) {
    await page.click('#chat');
    await page.setInputFiles('#chat-files', { name: `file ${index}.bin`, mimeType: 'text/html', buffer: contents[index] });
  }
  await Promise.all([ann, ben].map(async ({ page }, index) => {
    const other = 1 - index;
    await page.getByRole('button', { name: `Get file ${other}.bin` }).click();
    const saved = page.waitForEvent('download');
    await page.getByRole('link', { name: `Save file ${other}.bin` }).click();
    const download = await saved;
    assert.equal(download.suggestedFilename(), `file ${other}.bin`);
    assert.ok((await readFile(await download.path())).equals(contents[other]));
  }));
});

test('a dropped file is shared; one that is too large is not', async () => {
  const { ann, ben } = await stage.twoInCall('dropping');
  await ann.page.evaluate(() => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File(['text'], 'notes.txt'));
    const large = new File([], 'film.mp4');
    Object.defineProperty(large, 'size', { value: 3e9 });
    for (const type of ['dragover', 'drop']) {
      dispatchEvent(new DragEvent(type, { dataTransfer, cancelable: true }));
    }
    const other = new DataTransfer();
    Object.defineProperty(other, 'files', { value: [large] });
    Object.defineProperty(other, 'items', { value: [{ kind: 'file' }] });
    dispatchEvent(new DragEvent('drop', { dataTransfer: other, cancelable: true }));
  });
  await ann.meeting.untilAnnounced(/film\.mp4 is too large/);
  await ben.page.click('#chat');
  await untilChatIs(ben.page, ['Ann: notes.txt']);
});

test('a raised hand is seen by all, by those who come later too', async () => {
  const { ann, ben } = await stage.twoInCall('hands');
  await ann.page.keyboard.press('h');
  await ben.meeting.untilAnnounced(/Ann has raised a hand/);
  await ben.page.locator('.tile:has-text("Ann") .hand-sign').waitFor();
  const cleo = await stage.inCall('hands', 'Cleo');
  await cleo.page.locator('.tile:has-text("Ann") .hand-sign').waitFor();
  await ann.page.click('#hand');
  for (const { page } of [ben, cleo]) await page.locator('.hand-sign').waitFor({ state: 'detached' });
});

test('a reaction appears on the tile of whoever sent it', async () => {
  const { ann, ben } = await stage.twoInCall('reactions');
  await ann.page.keyboard.press('e');
  await ann.page.getByRole('menuitem', { name: 'Applause' }).click();
  await ben.meeting.untilAnnounced(/Ann: Applause/);
});

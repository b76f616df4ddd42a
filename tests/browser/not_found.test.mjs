// Addresses at which there is nothing, as people come to them: by half a link, or one that was typed.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { expectNothingFound } from './support/axe.mjs';
import { Stage } from './support/stage.mjs';

const stage = new Stage({ devices: 'none' });

for (const address of ['/standup', '/some/where/else', '/room/%20', '/room/a/b']) {
  test(`${address} leads home`, async () => {
    const page = await stage.page();
    const response = await page.goto(stage.server.url + address);
    assert.equal(response?.status(), 404);
    await page.getByRole('heading', { name: 'There is nothing at this address' }).waitFor();
    await page.locator('.brand svg').waitFor();
    // Its stylesheet has come, from whatever depth.
    assert.notEqual(await page.locator('#home-link').evaluate((link) => getComputedStyle(link).backgroundColor), 'rgba(0, 0, 0, 0)');
    await page.getByRole('link', { name: 'Go to the home page' }).click();
    await page.locator('#create-room').waitFor();
    // The address itself is what the browser complains about.
    assert.deepEqual(stage.complaints.filter((text) => !text.includes('404')), []);
  });
}

test('it speaks the languages of the other pages, and axe finds nothing', async () => {
  const page = await stage.page({ locale: 'de' });
  await page.goto(`${stage.server.url}/nirgends`);
  await page.getByRole('heading', { name: 'Unter dieser Adresse gibt es nichts' }).waitFor();
  await expectNothingFound(page, 'not found');
});

test('programs are answered in plain text', async () => {
  const response = await fetch(`${stage.server.url}/nowhere`);
  assert.equal(response.status, 404);
  assert.equal(response.headers.get('Content-Type'), 'text/plain; charset=utf-8');
});

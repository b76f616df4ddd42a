// The second seed's page with tokens that the vendor's helper has made, as its author's server does; a key
// of this server is in place of the vendor's.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import twilio from 'twilio';

import { expectOthers, join, SecondSeedStage } from './support/second_seed_page.mjs';

/** @import { Page } from 'playwright-core' */

const { AccessToken } = twilio.jwt;
const ACCOUNT = `AC${'a'.repeat(32)}`;
const KEY = `SK${'1'.repeat(32)}`;
const SECRET = 'the secret of the first API key!';

const stage = new SecondSeedStage({
  args: ['--require-token', '--api-key', `${KEY}:${SECRET}`, '--account-sid', ACCOUNT],
});

/** What the author's server answers to /login. @param {string} secret @returns {(page: Page) => Promise<void>} */
const loginWith = (secret) => (page) => page.route('**/login', (route) => {
  const { username: identity } = route.request().postDataJSON();
  const token = new AccessToken(ACCOUNT, KEY, secret, { identity });
  token.addGrant(new AccessToken.VideoGrant({ room: 'My Room' }));
  return route.fulfill({ json: { token: token.toJwt() } });
});

test("two join by the vendor's tokens, under the names in them", async () => {
  const [ann, ben] = [await stage.open(loginWith(SECRET)), await stage.open(loginWith(SECRET))];
  await join(ann, 'Ann');
  await join(ben, 'Ben');
  await expectOthers(ann, ['Ben']);
  await expectOthers(ben, ['Ann']);
  assert.deepEqual(stage.complaints, []);
});

test('a token made with another secret lets nobody in', async () => {
  const ann = await stage.open(loginWith('a secret that the server does not know'));
  await ann.locator('#username').fill('Ann');
  await ann.locator('#join_leave').click();
  await ann.getByRole('button', { name: 'Join call' }).waitFor();
  assert.deepEqual(stage.complaints.filter((text) => /Connection failed/.test(text)).length, 1);
});

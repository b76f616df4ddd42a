// A call that outlives the token of someone in it.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import twilio from 'twilio';

import { Meeting } from './support/meeting.mjs';
import { Stage } from './support/stage.mjs';
import { until } from './support/until.mjs';

const { AccessToken } = twilio.jwt;
const KEY = 'SK0123';
const SECRET = 'a secret of at least thirty-two bytes';
/** What the server allows for clocks that differ. */
const LEEWAY_SECONDS = 30;
/** Enough to join with it. */
const LIFE_SECONDS = 15;

const stage = new Stage({ args: ['--require-token', '--api-key', `${KEY}:${SECRET}`] });

test('it goes on while the server is there, and ends with a reason once that is lost', async () => {
  const network = await stage.network();
  const page = await stage.page();
  let expires = NaN;
  // Made when it is asked for, however long the page took to load.
  await page.route('**/login', (route) => {
    const token = new AccessToken('AC1', KEY, SECRET, { identity: 'Ann', ttl: LIFE_SECONDS - LEEWAY_SECONDS });
    token.addGrant(new AccessToken.VideoGrant());
    expires = Date.now() + LIFE_SECONDS * 1000;
    return route.fulfill({ json: { token: token.toJwt() } });
  });
  const ann = await Meeting.open(page, network.url, 'expires');
  await ann.join('Ann');
  await until('the token has expired', async () => Date.now() > expires + 2000);
  assert.equal(await ann.status(), '1 participant online.');
  network.cut();
  await ann.untilNotice(/invitation has expired/);
});

// Three servers that share their rooms are restarted one after the other, as an upgrade does it, while 20
// calls go on: nobody is given up by anybody.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { until } from '../browser/support/until.mjs';
import { Cluster, Person, untilReady } from './cluster.mjs';

/** @import { Server } from '../browser/support/server.mjs' */
/** @import { Seat } from './seat.mjs' */

const CALLS = 20;
const LEASE_S = 1;

/** Someone who comes back by whichever server answers, as behind a load balancer. */
class Caller {
  /** @type {Seat[]} */
  seats = [];
  returns = 0;
  #hasLeft = false;
  #last;

  /** @param {Person} person @param {Server[]} nodes @param {number} first */
  constructor(person, nodes, first) {
    this.person = person;
    this.nodes = nodes;
    this.id = person.welcome.id;
    this.#last = first;
    this.staying = this.#stay();
  }

  async #stay() {
    for (;;) {
      this.seats.push(this.person.seat);
      await until(`${this.person.identity} is out`, async () => this.person.lost, Boolean, Infinity);
      if (this.#hasLeft) return;
      await until(`${this.person.identity} is back`, () => this.person.tryToComeBack(this.nodes[++this.#last % this.nodes.length]));
      ++this.returns;
    }
  }

  get messages() {
    return this.seats.flatMap(({ messages }) => messages);
  }

  leave() {
    this.#hasLeft = true;
    this.person.seat.close();
    return this.staying;
  }
}

/** What one says reaches the other, however often both are thrown out meanwhile. @param {Caller} from @param {Caller} to @param {string} what */
async function hears(from, to, what) {
  await until(`${to.person.identity} hears ${what}`, async () => {
    if (!from.person.lost) from.person.seat.say({ type: 'OFFER', to: to.id, message: { type: 'offer', sdp: what } });
    return [...to.messages, ...to.person.seat.messages].some(({ type, from: sender, message }) =>
      type === 'OFFER' && sender === from.id && message.sdp === what);
  });
}

test(`three servers are restarted one after the other during ${CALLS} calls, and no call ends`, async (t) => {
  const cluster = new Cluster(LEASE_S);
  await cluster.startRedis();
  const nodes = [await cluster.readyNode(), await cluster.readyNode(), await cluster.readyNode()];
  t.after(async () => {
    for (const node of nodes) await node.stop();
    await cluster.stop();
  });
  const calls = await Promise.all(Array.from({ length: CALLS }, async (_, call) => {
    const enter = async (/** @type {string} */ name, /** @type {number} */ by) =>
      new Caller(await Person.enter(nodes[by % 3], `call ${call}`, `${name} ${call}`), nodes, by);
    return [await enter('Ann', call), await enter('Ben', call + 1)];
  }));
  const everyone = calls.flat();
  for (const [index, node] of nodes.entries()) {
    const begun = performance.now();
    const before = everyone.reduce((sum, { returns }) => sum + returns, 0);
    await node.stop();
    nodes[index] = await node.successor();
    await untilReady(nodes[index]);
    await Promise.all(calls.flatMap(([ann, ben]) => [hears(ann, ben, `after ${index}`), hears(ben, ann, `after ${index}`)]));
    const returned = everyone.reduce((sum, { returns }) => sum + returns, 0) - before;
    console.log(`# server ${index + 1} restarted: ${returned} returns, all calls complete after ${Math.round(performance.now() - begun)} ms`);
    assert.ok(returned > 0, 'nobody was at the server that was restarted');
  }
  for (const caller of everyone) {
    assert.equal(caller.person.welcome.id, caller.id, caller.person.identity);
    const given = caller.messages.filter(({ type }) => ['USER_LEAVE', 'ERROR'].includes(type)).filter(({ id }) => id !== 'server-stopping');
    assert.deepEqual(given, [], caller.person.identity);
  }
  await Promise.all(everyone.map((caller) => caller.leave()));
});

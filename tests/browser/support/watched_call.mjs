// A call that is going on, each participant with a network of its own to the server.

import { CallWatch } from './call_watch.mjs';
import { until } from './until.mjs';

export class Participant {
  /**
   * @param {import('./meeting.mjs').Meeting} meeting
   * @param {CallWatch} watch
   * @param {import('./impairment_proxy.mjs').ImpairmentProxy} network
   */
  constructor(meeting, watch, network) {
    this.meeting = meeting;
    this.watch = watch;
    this.network = network;
  }
}

/** The status in a call of that many. @param {number} size */
export function online(size) {
  return size === 1 ? '1 participant online.' : `${size} participants online.`;
}

export class WatchedCall {
  /** @type {Participant[]} */
  participants = [];

  /**
   * Everyone joins and sees everyone.
   * @param {import('./stage.mjs').Stage} stage
   * @param {string} room
   * @param {string[]} names
   */
  static async hold(stage, room, names) {
    const call = new WatchedCall();
    for (const name of names) {
      const network = await stage.network();
      const meeting = await stage.enter(room, network);
      await meeting.join(name);
      await call.add(meeting, network);
    }
    return call;
  }

  /**
   * @param {import('./meeting.mjs').Meeting} meeting
   * @param {import('./impairment_proxy.mjs').ImpairmentProxy} network
   */
  async add(meeting, network) {
    this.participants.push(new Participant(meeting, await CallWatch.start(meeting), network));
    await this.untilComplete();
    const others = this.participants.length - 1;
    for (const { meeting } of this.participants) await meeting.waitForFrames(others);
  }

  /** How many connections each has begun. */
  attempts() {
    return this.participants.map(({ network }) => network.accepted);
  }

  /** Waits until everyone has begun so many more. @param {number[]} before @param {number} more */
  async untilAttempted(before, more) {
    await until(
      `everyone has tried ${more} times to come back`,
      async () => this.attempts(),
      (now) => now.every((count, index) => count - (before[index] ?? 0) >= more),
    );
  }

  /** What was before does not count any more. */
  async restartWatches() {
    for (const { watch } of this.participants) await watch.restart();
  }

  /** Waits until everyone says that all are there and that nobody's connection is lost. */
  async untilComplete() {
    const others = this.participants.length - 1;
    for (const { meeting } of this.participants) {
      await meeting.untilStatus(online(others + 1));
      await until(
        `${meeting.name} sees ${others} others, all connected`,
        () => meeting.tiles(),
        (tiles) => tiles.length === others && tiles.every(({ connection }) => connection === ''),
      );
    }
  }

  /** Waits until everyone sees everyone move on. @param {number} frames */
  async untilMoved(frames) {
    await Promise.all(this.participants.map(({ watch }) => watch.untilMoved(frames)));
  }

  /** Who sees whom: stays the same as long as nobody has left or come. */
  async ids() {
    const seen = [];
    for (const { meeting } of this.participants) {
      const tiles = await meeting.tiles();
      seen.push([meeting.name, ...tiles.map(({ name, id }) => `${name} ${id}`).sort()]);
    }
    return seen;
  }

  async longestPause() {
    const pauses = this.participants.map(({ watch }) => watch.longestPause());
    return Math.max(...(await Promise.all(pauses)));
  }
}

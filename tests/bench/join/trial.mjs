// One contender under one condition: its server, near or far, and the joins that were measured.

import { setTimeout as pause } from 'node:timers/promises';

import { DelayProxy } from './delay_proxy.mjs';
import { Participant } from './participant.mjs';

/** @import { Browser } from 'playwright-core' */
/** @import { Contender, Service } from './contender.mjs' */
/** @import { PageServer } from './page_server.mjs' */

/** Cameras, modules and connections come to rest before "join" is pressed. */
const SETTLING_MS = 300;

let lastRoom = 0;

export class Trial {
  /** @type {number[]} in ms */
  times = [];
  failures = 0;
  #port;
  #proxy;

  /**
   * @param {Contender} contender
   * @param {number} port of its signalling server, or of the slow line to it; 0: it has none
   * @param {DelayProxy | null} proxy
   */
  constructor(contender, port, proxy) {
    this.contender = contender;
    this.#port = port;
    this.#proxy = proxy;
  }

  /**
   * @param {Contender} contender
   * @param {Service | null} service
   * @param {number} delayMs one way between each client and the server
   */
  static async prepare(contender, service, delayMs) {
    if (service === null || delayMs === 0) return new Trial(contender, service?.port ?? 0, null);
    const proxy = await DelayProxy.start({ target: service.port, delayMs });
    return new Trial(contender, proxy.port, proxy);
  }

  /**
   * @param {PageServer} pages
   * @param {Browser[]} browsers one for each participant
   * @returns {Promise<number>} ms from "join" to the first frame of the other
   */
  async join(pages, browsers) {
    return this.#hold(pages, browsers, false, (newcomer) => newcomer.timeToFirstFrame());
  }

  /**
   * The same, with what the pages did: the newcomer's first.
   * @param {PageServer} pages
   * @param {Browser[]} browsers
   */
  async recordJoin(pages, browsers) {
    return this.#hold(pages, browsers, true, async (newcomer, other) => {
      const time = await newcomer.timeToFirstFrame();
      const timelines = [await newcomer.timeline(), (await other?.timeline()) ?? []];
      return { time, timelines };
    });
  }

  /**
   * Lets someone be in the room and someone else arrive at it.
   * @template T
   * @param {PageServer} pages
   * @param {Browser[]} browsers
   * @param {boolean} record
   * @param {(newcomer: Participant, other: Participant | undefined) => Promise<T>} act
   * @returns {Promise<T>}
   */
  async #hold(pages, browsers, record, act) {
    const room = `room-${++lastRoom}`;
    const { page, warm = false, serve } = this.contender;
    const url = pages.url(room, page);
    const settings = { server: `127.0.0.1:${this.#port}`, room, warm };
    /** @type {Participant[]} */
    const there = [];
    /** @param {Browser} browser @param {boolean} first */
    const arrive = async (browser, first) => {
      const participant = await Participant.arrive(browser, url, { ...settings, first }, record);
      there.push(participant);
      return participant;
    };
    try {
      const other = serve === null ? undefined : await arrive(browsers[0], true);
      await other?.enter();
      const newcomer = await arrive(browsers[1], false);
      await pause(SETTLING_MS);
      return await act(newcomer, other);
    } finally {
      for (const participant of there) await participant.leave();
    }
  }

  stop() {
    this.#proxy?.stop();
  }
}

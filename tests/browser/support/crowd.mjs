// Many participants on two cores: light clients, all in one tab, which speak the protocol to the real server and have
// real connections to those under test, but none to each other. Some send a small picture or a sound.

import { installCrowd } from './crowd_script.mjs';
import { until } from './until.mjs';

/** @typedef {import('./crowd_script.mjs').Light} Light */

const FIRST = ['Amara', 'Björn', 'Chloé', 'Dmitri', 'Elena', 'Farid', 'Grace', 'Hiro', 'Ines', 'Jonas'];
const LAST = ['Okafor', 'Svensson', 'Dupont', 'Petrov', 'Garcia'];

/** @param {number} count @returns {string[]} names that are all different */
export function namesOf(count) {
  return Array.from({ length: count }, (_, index) => `${FIRST[index % 10]} ${LAST[Math.floor(index / 10) % 5]}`);
}

export class Crowd {
  #page;
  #room;

  /** @param {import('playwright-core').Page} page @param {string} room */
  constructor(page, room) {
    this.#page = page;
    this.#room = room;
  }

  /**
   * Has a number of people enter a room, one after the other.
   * @param {import('./stage.mjs').Stage} stage
   * @param {string} room
   * @param {Light[]} people
   */
  static async enter(stage, room, people) {
    const page = await stage.page();
    await page.goto(`${stage.server.url}/check.html`);
    await page.evaluate(installCrowd);
    const crowd = new Crowd(page, room);
    for (const one of people) await crowd.add(one);
    return crowd;
  }

  /** @param {Light} one */
  async add(one) {
    await this.#page.evaluate(([room, one]) => Reflect.get(globalThis, 'crowd').enter(room, one),
      /** @type {const} */ ([this.#room, one]));
  }

  /** @param {string} name */
  async leave(name) {
    await this.#page.evaluate((name) => Reflect.get(globalThis, 'crowd').leave(name), name);
  }

  /** @param {string} name @param {boolean} [on] */
  async speak(name, on = true) {
    await this.#of(name, 'speak', on);
  }

  /** @param {string} name @param {boolean} [on] */
  async raiseHand(name, on = true) {
    await this.#of(name, 'tell', { type: 'hand', on });
  }

  /** How large a picture is asked for of each who has one: its height, 0 for none, null if nothing was said. */
  async asked() {
    return await this.#page.evaluate(() => {
      /** @type {Record<string, number | null>} */
      const asked = {};
      for (const [name, one] of Reflect.get(globalThis, 'crowd').people) asked[name] = one.pictureAsked;
      return asked;
    });
  }

  /** Waits until all of them have a connection to so many others. @param {number} [others] */
  async untilConnected(others = 1) {
    await until('the crowd is connected', () => this.#page.evaluate(() =>
      [...Reflect.get(globalThis, 'crowd').people.values()].map(({ states }) => states.join())),
    (states) => states.every((one) => one === Array(others).fill('connected').join()));
  }

  /** @param {string} name @param {string} method @param {unknown} argument */
  async #of(name, method, argument) {
    await this.#page.evaluate(([name, method, argument]) =>
      Reflect.get(globalThis, 'crowd').people.get(name)[/** @type {string} */ (method)](argument),
    /** @type {const} */ ([name, method, argument]));
  }
}

// What a meeting page has had to do, counted from inside it.

/** @typedef {import('playwright-core').Page} Page */

/**
 * - `received`: messages over data channels; `parsed`: those that were read; `handedOver`: messages of chat history sent;
 * - `drawn`: how often the chat's lines have changed, in `frames`; `linesMade`: all of them, `mostInOneGo`: in one change;
 *   `lines`: that are there;
 * - `announced`: to screen readers; `connections`: made, those that are closed again included.
 * @typedef {{ connections: number, received: number, parsed: number, handedOver: number, drawn: number, frames: number,
 *   linesMade: string[], mostInOneGo: number, lines: number, announced: string[], at: number }} Work
 */

/** Runs in the page, before its own scripts. */
export function watchWork() {
  /** @type {Work} */
  const work = {
    connections: 0, received: 0, parsed: 0, handedOver: 0, drawn: 0, frames: 0, linesMade: [], mostInOneGo: 0, lines: 0,
    announced: [], at: 0,
  };
  Reflect.set(globalThis, 'work', work);

  globalThis.RTCPeerConnection = class extends RTCPeerConnection {
    /** @param {RTCConfiguration} [configuration] */
    constructor(configuration) {
      super(configuration);
      work.connections += 1;
    }
  };

  const { set } = Object.getOwnPropertyDescriptor(RTCDataChannel.prototype, 'onmessage') ?? {};
  Object.defineProperty(RTCDataChannel.prototype, 'onmessage', {
    /** @this {RTCDataChannel} @param {(event: MessageEvent) => void} listener */
    set(listener) {
      set?.call(this, (/** @type {MessageEvent} */ event) => {
        work.received += 1;
        listener(event);
      });
    },
  });
  /** @type {Set<string>} */
  const handedOver = new Set();
  const { send } = RTCDataChannel.prototype;
  /** @this {RTCDataChannel} @param {any} data */
  RTCDataChannel.prototype.send = function (data) {
    // To everyone the same.
    if (typeof data === 'string' && data.startsWith('{"type":"chat-missing"')) handedOver.add(data);
    work.handedOver = handedOver.size;
    Reflect.apply(send, this, [data]);
  };
  const { parse } = JSON;
  JSON.parse = (...values) => {
    // Signalling has its types in capitals.
    if (typeof values[0] === 'string' && /^\{"type":"[a-z]/.test(values[0])) work.parsed += 1;
    return Reflect.apply(parse, JSON, values);
  };

  const frame = () => {
    work.frames += 1;
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);

  addEventListener('DOMContentLoaded', () => {
    const announcements = document.querySelector('#announcements');
    if (announcements) watch(announcements, (added) => work.announced.push(...added.map(({ textContent }) => textContent ?? '')));
    // The chat's list is made by the page's script.
    new MutationObserver((_, observer) => {
      const list = document.querySelector('.chat-entries');
      if (!list) return;
      observer.disconnect();
      watch(list, (added) => {
        work.drawn += 1;
        work.linesMade.push(...added.map((line) =>
          line instanceof Element ? `${line.querySelector('.chat-name')?.textContent}: ${line.querySelector('.chat-text')?.textContent}` : ''));
        work.mostInOneGo = Math.max(work.mostInOneGo, added.length);
      });
    }).observe(document.body, { childList: true, subtree: true });
  });

  /** @param {Element} place @param {(added: Node[]) => void} note */
  function watch(place, note) {
    new MutationObserver((changes) => note(changes.flatMap(({ addedNodes }) => [...addedNodes])))
      .observe(place, { childList: true });
  }
}

/** @param {Page} page @returns {Promise<Work>} */
export const workOf = (page) =>
  page.evaluate(() => ({
    ...Reflect.get(globalThis, 'work'),
    lines: document.querySelectorAll('.chat-entry').length,
    at: performance.now(),
  }));

/**
 * What the page's tasks take meanwhile, the longest and all, in milliseconds of the processor's time: what else runs on
 * the machine does not count.
 * @param {Page} page
 * @param {() => Promise<unknown>} act
 */
export async function taskTimes(page, act) {
  const browser = page.context().browser();
  if (!browser) throw new Error('the page has no browser');
  await browser.startTracing(page, { categories: ['devtools.timeline', 'toplevel', 'blink.user_timing'] });
  /** @type {Buffer} */
  let trace;
  try {
    // By this mark the page's process is found in the trace.
    await page.evaluate(() => performance.mark('watched page'));
    await act();
  } finally {
    trace = await browser.stopTracing();
  }
  /** @type {{ traceEvents: { name: string, ph: string, pid: number, tid: number, tdur?: number }[] }} */
  const { traceEvents } = JSON.parse(trace.toString());
  const mark = traceEvents.find(({ name }) => name === 'watched page');
  const times = traceEvents.filter(({ pid, tid, name }) => pid === mark?.pid && tid === mark.tid && name.endsWith('RunTask'))
    .map(({ tdur = 0 }) => tdur / 1000);
  if (times.length === 0) throw new Error('the trace has no task of the page');
  return { longest: Math.max(...times), all: times.reduce((sum, time) => sum + time, 0) };
}

// The library as one script. By script tag it is `Parley.Video`, and also `Twilio.Video` if that name is free,
// so that a page written for twilio-video.js only needs another script address. tools/web-library.mjs adds
// what hands it to require() and to AMD.

import { classifyMediaError, configure, preload } from './index.js';
import { liveObjects } from './live_objects.js';
import Video from './module.js';

/** What require() returns: a plain object, because pages' tests replace its members. */
export const library = { __esModule: true, default: Video, ...Video, configure, preload, classifyMediaError };

/** What a script tag does. */
export function setGlobals() {
  const page = /** @type {{ Parley?: object, Twilio?: { Video?: object } }} */ (
    /** @type {unknown} */ (globalThis)
  );
  page.Parley = { ...page.Parley, Video, configure, preload, classifyMediaError, liveObjects };
  page.Twilio ??= {};
  page.Twilio.Video ??= Video;
}

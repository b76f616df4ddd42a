// The library by script tag: `Parley.Video`, and `Twilio.Video` where nothing of that name exists, so
// that a page written for twilio-video.js needs another address for its script and nothing else.

import { classifyMediaError } from '../platform/media_devices.js';
import { liveObjects } from './live_objects.js';
import { preload } from './preload.js';
import * as names from './video.js';

// A plain object: pages and their tests look at it, and some replace what is in it.
const Video = { ...names };

const page = /** @type {{ Parley?: object, Twilio?: { Video?: object } }} */ (
  /** @type {unknown} */ (globalThis)
);
page.Parley = { ...page.Parley, Video, preload, classifyMediaError, liveObjects };
page.Twilio ??= {};
page.Twilio.Video ??= Video;

// The library by script tag: `Parley.Video`, and also `Twilio.Video` if that name is free, so that a
// page written for twilio-video.js only needs another script address.

import { classifyMediaError } from '../platform/media_devices.js';
import { liveObjects } from './live_objects.js';
import { preload } from './preload.js';
import { configure } from './server_address.js';
import * as names from './video.js';

// A plain object, because pages and their tests inspect it, and some replace its members.
const Video = { ...names };

const page = /** @type {{ Parley?: object, Twilio?: { Video?: object } }} */ (
  /** @type {unknown} */ (globalThis)
);
page.Parley = { ...page.Parley, Video, configure, preload, classifyMediaError, liveObjects };
page.Twilio ??= {};
page.Twilio.Video ??= Video;

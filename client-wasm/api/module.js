// The library as a separate module. Its default export is what pages get from
// `import Video from 'twilio-video'`.

import * as names from './video.js';

// A plain object, because pages and their tests inspect it, and some replace its members.
const Video = { ...names };

export * from './index.js';
export default Video;

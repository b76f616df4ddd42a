// The library as a module of its own. By its default export it is what pages have by
// `import Video from 'twilio-video'`.

import * as Video from './video.js';

export * from './index.js';
export default { ...Video };

// The library as a separate module. Its default export is what pages get from
// `import Video from 'twilio-video'`.

import * as Video from './video.js';

export * from './index.js';
export default { ...Video };

// For pages that show a meeting in a frame:
//
//   <script src="https://meet.example.org/embed.js"></script>
//   const frame = new ParleyFrame(document.querySelector('#here'), { room: 'standup', name: 'Ann' });
//   frame.addEventListener('state', ({ detail }) => console.log(detail.phase, detail.participants));
//
// The server has to allow it: --embed-origin. docs/embedding.md has the rest.

import { ParleyFrame } from './parley_frame.js';

Object.assign(globalThis, { ParleyFrame });

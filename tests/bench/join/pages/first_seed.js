// Runs beside the first seed's page, which is as its author wrote it. The page asks for the camera
// when it is loaded and opens its socket as soon as it has it; here the answer is kept back until
// "join" is pressed, as if there had been a preview. And the socket leads to where the server is.

import { offerSeat } from './seat.js';

const ITS_SERVER = 'localhost:8000';

/** @type {(value?: unknown) => void} */
let press;
const pressed = new Promise((resolve) => (press = resolve));
/** @type {(value?: unknown) => void} */
let tellOpened;
const opened = new Promise((resolve) => (tellOpened = resolve));
/** @type {Promise<MediaStream>} */
let media;
let server = '';

const { mediaDevices } = navigator;
const getUserMedia = mediaDevices.getUserMedia.bind(mediaDevices);
mediaDevices.getUserMedia = async (/** @type {MediaStreamConstraints} */ constraints) => {
  media = getUserMedia(constraints);
  await pressed;
  return media;
};

globalThis.WebSocket = class extends WebSocket {
  /** @param {string | URL} url */
  constructor(url) {
    super(String(url).replace(ITS_SERVER, server));
    this.addEventListener('open', tellOpened);
  }
};

offerSeat({
  remote: '#user-2',
  async prepare(settings) {
    server = settings.server;
    // Asked for by the page.
    await media;
  },
  async enter() {
    press();
    await opened;
  },
});

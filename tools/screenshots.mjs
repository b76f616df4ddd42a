// Makes the pictures of the README: real calls in Chromium, whose cameras show drawn people.
// `node tools/screenshots.mjs [FOLDER]`, after `make build`; the folder is docs/images by default.

import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';

import { launchChromium } from '../tests/browser/support/chromium.mjs';
import { Meeting } from '../tests/browser/support/meeting.mjs';
import { Server } from '../tests/browser/support/server.mjs';

const FOLDER = process.argv[2] ?? new URL('../docs/images', import.meta.url).pathname;
const DESKTOP = { width: 1280, height: 800 };
const PHONE = { width: 390, height: 844 };

const PEOPLE = [
  { name: 'Ann Bell', wall: ['#31557f', '#7fa6c9'], skin: '#f1c9a5', hair: '#4a2f22', shirt: '#c9d7e6' },
  { name: 'Ben Okafor', wall: ['#6d4c3d', '#c79f7a'], skin: '#8d5a3a', hair: '#1d1512', shirt: '#e4d9c8' },
  { name: 'Chloé Durand', wall: ['#3f6b57', '#a8c6a0'], skin: '#e8b992', hair: '#a5652f', shirt: '#374b61' },
];

/**
 * Runs in the page: gives it a camera that shows a drawn person who moves a little.
 * @param {typeof PEOPLE[number]} person
 */
function drawCamera({ wall, skin, hair, shirt }) {
  const canvas = document.createElement('canvas');
  canvas.width = 960;
  canvas.height = 540;
  const context = canvas.getContext('2d');
  if (!context) return;
  /** @param {string} colour @param {number[]} shape x, y, and the radii */
  const ellipse = (colour, [x, y, across, down]) => {
    context.fillStyle = colour;
    context.beginPath();
    context.ellipse(x, y, across, down, 0, 0, 2 * Math.PI);
    context.fill();
  };
  const draw = () => {
    const sway = 8 * Math.sin(performance.now() / 900);
    const light = context.createLinearGradient(0, 0, 960, 540);
    light.addColorStop(0, wall[0]);
    light.addColorStop(1, wall[1]);
    context.fillStyle = light;
    context.fillRect(0, 0, 960, 540);
    ellipse(hair, [480 + sway, 205, 118, 140]);
    ellipse(shirt, [480 + sway / 2, 580, 250, 190]);
    context.fillStyle = skin;
    context.fillRect(440 + sway, 300, 80, 110);
    ellipse(skin, [480 + sway, 230, 96, 122]);
    ellipse(hair, [480 + sway, 135, 104, 58]);
    for (const side of [-36, 36]) ellipse('#2b2320', [480 + sway + side, 222, 8, 9]);
    context.strokeStyle = '#8c4a3f';
    context.lineWidth = 6;
    context.beginPath();
    context.arc(480 + sway, 268, 30, 0.15 * Math.PI, 0.85 * Math.PI);
    context.stroke();
  };
  draw();
  setInterval(draw, 50);
  const { mediaDevices } = navigator;
  const original = mediaDevices.getUserMedia.bind(mediaDevices);
  mediaDevices.getUserMedia = async (constraints) => {
    const media = await original(constraints);
    for (const track of media.getVideoTracks()) {
      media.removeTrack(track);
      track.stop();
      media.addTrack(canvas.captureStream(20).getVideoTracks()[0]);
    }
    return media;
  };
}

await mkdir(FOLDER, { recursive: true });
const server = await Server.start();
const browser = await launchChromium();

/** @param {typeof PEOPLE[number]} person @param {object} options of the browser context */
async function enter(person, options) {
  const context = await browser.newContext(options);
  await context.addInitScript(drawCamera, person);
  const page = await context.newPage();
  return { page, meeting: await Meeting.open(page, server.url, 'standup') };
}

/** @param {import('playwright-core').Page} page @param {string} name */
async function shoot(page, name) {
  await page.screenshot({ path: join(FOLDER, name) });
}

const [ann, ben, chloe] = [
  await enter(PEOPLE[0], { viewport: DESKTOP, colorScheme: 'dark' }),
  await enter(PEOPLE[1], { viewport: PHONE }),
  await enter(PEOPLE[2], { viewport: DESKTOP }),
];
await ann.page.fill('#name', PEOPLE[0].name);
await shoot(ann.page, 'before-joining.png');
await ann.meeting.join(PEOPLE[0].name);
await ben.meeting.join(PEOPLE[1].name);
await chloe.meeting.join(PEOPLE[2].name);
await Promise.all([ann, ben, chloe].map(({ meeting }) => meeting.waitForFrames(2)));
await chloe.meeting.toggle('microphone');
await ann.meeting.untilTile(PEOPLE[2].name, { microphone: 'off' });
await shoot(ann.page, 'call.png');
await shoot(ben.page, 'call-phone.png');
await browser.close();
await server.stop();

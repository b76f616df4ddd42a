// Makes the pictures of the README: real calls in Chromium, whose cameras show drawn people.
//
//   node tools/screenshots.mjs [FOLDER]    after `make build`; the folder is docs/images by default
//   node tools/screenshots.mjs --all FOLDER    every face of the pages, in three sizes, light and dark

import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';

import { launchChromium } from '../tests/browser/support/chromium.mjs';
import { Meeting } from '../tests/browser/support/meeting.mjs';
import { Server } from '../tests/browser/support/server.mjs';

const ALL = process.argv[2] === '--all';
const FOLDER = process.argv[ALL ? 3 : 2] ?? new URL('../docs/images', import.meta.url).pathname;
/** For nine browsers' pages at once. */
const SLOW_MS = 120_000;
const DESKTOP = { width: 1280, height: 800 };
const PHONE = { width: 390, height: 844 };
const SIZES = { phone: PHONE, laptop: DESKTOP, wide: { width: 1920, height: 1080 } };

const PEOPLE = [
  { name: 'Ann Bell', wall: ['#31557f', '#7fa6c9'], skin: '#f1c9a5', hair: '#4a2f22', shirt: '#c9d7e6' },
  { name: 'Ben Okafor', wall: ['#6d4c3d', '#c79f7a'], skin: '#8d5a3a', hair: '#1d1512', shirt: '#e4d9c8' },
  { name: 'Chloé Durand', wall: ['#3f6b57', '#a8c6a0'], skin: '#e8b992', hair: '#a5652f', shirt: '#374b61' },
  { name: 'Deniz Yılmaz', wall: ['#5a4a7a', '#a99bc9'], skin: '#d9a57e', hair: '#2a1d17', shirt: '#22303c' },
  { name: 'Elif Nygaard', wall: ['#2c4a52', '#7ba7ab'], skin: '#f0d0b4', hair: '#c79a4b', shirt: '#7c2f3e' },
  { name: 'Farid Haddad', wall: ['#7a5a3a', '#d8bd92'], skin: '#c08a5e', hair: '#141010', shirt: '#e9e4da' },
  { name: 'Grace O’Neil', wall: ['#3b3f4a', '#8d95a5'], skin: '#f3cdb0', hair: '#8a3f22', shirt: '#2f5b3c' },
  { name: 'Hiro Tanaka', wall: ['#4d6a3f', '#b6cf9c'], skin: '#edc49c', hair: '#0f0d0d', shirt: '#31405f' },
  { name: 'Inés Álvarez', wall: ['#6b3f55', '#c497ad'], skin: '#d8a47f', hair: '#3b1f17', shirt: '#f2efe6' },
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
  // Nine people on one computer encode 72 pictures.
  setInterval(draw, 500);
  const { mediaDevices } = navigator;
  const original = mediaDevices.getUserMedia.bind(mediaDevices);
  mediaDevices.getUserMedia = async (constraints) => {
    const media = await original(constraints);
    for (const track of media.getVideoTracks()) {
      media.removeTrack(track);
      track.stop();
      media.addTrack(canvas.captureStream(2).getVideoTracks()[0]);
    }
    return media;
  };
}

await mkdir(FOLDER, { recursive: true });
const server = await Server.start();
const browser = await launchChromium();

/** @param {typeof PEOPLE[number]} person @param {object} [options] of the browser context */
async function enter(person, options = { viewport: DESKTOP }) {
  const context = await browser.newContext(options);
  await context.addInitScript(drawCamera, person);
  await context.addInitScript(drawScreen);
  const page = await context.newPage();
  return { page, meeting: await Meeting.open(page, server.url, 'standup') };
}

/**
 * Has somebody in the call who looks at nobody: nine who see each other are too many for one computer.
 * @param {typeof PEOPLE[number]} person
 * @param {boolean} audio
 */
async function sitIn(person, audio) {
  const page = await browser.newPage({ viewport: { width: 320, height: 240 } });
  await page.addInitScript(drawCamera, person);
  await page.goto(server.url);
  await page.evaluate(async ({ library, identity, hasAudio }) => {
    const { connect, createLocalTracks } = await import(library);
    const tracks = await createLocalTracks({ audio: hasAudio, video: true });
    await connect('', { name: 'standup', identity, tracks, automaticSubscription: false });
  }, { library: '/parley-video.mjs', identity: person.name, hasAudio: audio });
}

/** Runs in the page: gives it a screen to share, with a slide on it. */
function drawScreen() {
  navigator.mediaDevices.getDisplayMedia = async () => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 1600, height: 900 });
    const context = canvas.getContext('2d');
    setInterval(() => {
      if (!context) return;
      context.fillStyle = '#fbfaf7';
      context.fillRect(0, 0, 1600, 900);
      context.fillStyle = '#20304a';
      context.font = '600 72px sans-serif';
      context.fillText('Signups, third quarter', 120, 170);
      for (const [index, height] of [210, 260, 240, 330, 390, 470, 520].entries()) {
        context.fillStyle = index === 6 ? '#2f5fde' : '#b9c8ef';
        context.fillRect(130 + index * 195, 800 - height, 130, height);
      }
    }, 200);
    return canvas.captureStream(5);
  };
}

/** @param {import('playwright-core').Page} page @param {string} name */
async function shoot(page, name) {
  // A tile under the mouse, which has just pressed "Join call", shows its buttons.
  await page.mouse.move(0, 0);
  await page.screenshot({ path: join(FOLDER, `${name}.png`), animations: 'disabled' });
}

/** @param {import('playwright-core').Page} page @param {string} name */
async function shootAll(page, name) {
  for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
    await page.emulateMedia({ colorScheme });
    for (const [size, viewport] of Object.entries(SIZES)) {
      await page.setViewportSize(viewport);
      await page.waitForTimeout(300);
      await shoot(page, `${name}-${size}-${colorScheme}`);
    }
  }
  await page.setViewportSize(DESKTOP);
}

/** The README's. */
async function shootSome() {
  const home = await browser.newPage({ viewport: DESKTOP });
  await home.goto(server.url);
  await shoot(home, 'home');
  const ann = await enter(PEOPLE[0], { viewport: DESKTOP, colorScheme: 'dark' });
  const ben = await enter(PEOPLE[1], { viewport: PHONE });
  await ann.page.fill('#name', PEOPLE[0].name);
  await shoot(ann.page, 'before-joining');
  await ann.meeting.join(PEOPLE[0].name);
  await ben.meeting.join(PEOPLE[1].name);
  const others = [];
  for (const person of PEOPLE.slice(2, 5)) {
    others.push(await enter(person));
    await others[others.length - 1].meeting.join(person.name);
  }
  await Promise.all([ann, ben].map(({ meeting }) => meeting.waitForFrames(4, SLOW_MS)));
  await others[0].meeting.toggle('microphone');
  await ann.meeting.untilTile(PEOPLE[2].name, { microphone: 'off' });
  await untilCalm(ann.page);
  await shoot(ann.page, 'call');
  await shoot(ben.page, 'call-phone');
  await others[1].page.click('#share-screen');
  await ann.page.locator('.tile.is-screen.has-video').waitFor();
  await untilCalm(ann.page);
  await shoot(ann.page, 'share');
}

/** Messages that pass by are no part of the picture. @param {import('playwright-core').Page} page */
async function untilCalm(page) {
  await page.locator('.toast-message').first().waitFor({ state: 'detached' });
}

/** For looking at every face of the pages. */
async function shootEverything() {
  const home = await browser.newPage();
  await home.goto(server.url);
  await shootAll(home, 'home');
  const ann = await enter(PEOPLE[0]);
  await ann.page.fill('#name', PEOPLE[0].name);
  await shootAll(ann.page, 'before');
  await ann.meeting.join(PEOPLE[0].name);
  await shootAll(ann.page, 'alone');
  const ben = await enter(PEOPLE[1]);
  await ben.meeting.join(PEOPLE[1].name);
  for (const [index, person] of PEOPLE.slice(1).entries()) {
    if (index > 0) await sitIn(person, index % 3 !== 0);
    if (![0, 3, 7].includes(index)) continue;
    await ann.meeting.waitForFrames(index + 1, SLOW_MS);
    await untilCalm(ann.page);
    await shootAll(ann.page, `call-${index + 2}`);
  }
  for (const panel of ['people', 'chat', 'quality']) {
    const button = ann.page.locator(`#${panel}`);
    if ((await button.count()) === 0) continue;
    await button.evaluate((element) => /** @type {HTMLElement} */ (element).click());
    await shootAll(ann.page, panel);
  }
  await ann.page.click('#side-close');
  for (const [key, name] of [[',', 'settings'], ['?', 'keys'], ['i', 'invite'], ['k', 'room-settings']]) {
    await ann.page.keyboard.press(key);
    await shootAll(ann.page, name);
    await ann.page.keyboard.press('Escape');
  }
  await ben.page.click('#share-screen');
  await ann.page.locator('.tile.is-screen.has-video').waitFor();
  await untilCalm(ann.page);
  await shootAll(ann.page, 'share');
  await ben.page.click('#share-screen');
  await ann.page.evaluate(() => document.getElementById('show-room-settings')?.click());
  await ann.page.getByRole('switch', { name: 'Waiting room' }).click();
  await ann.page.keyboard.press('Escape');
  const kim = await enter({ ...PEOPLE[2], name: 'Kim Larsen' });
  await kim.meeting.startJoining('Kim Larsen');
  await ann.meeting.untilNotice(/Kim Larsen/);
  await shootAll(ann.page, 'knock');
  await shootAll(kim.page, 'waiting');
  await ann.page.keyboard.press('p');
  await shootAll(ann.page, 'knock-people');
  await ann.page.getByRole('button', { name: 'Turn away: Kim Larsen' }).click();
  await kim.meeting.untilNotice(/did not let you in/);
  await shootAll(kim.page, 'refused');
}

await (ALL ? shootEverything() : shootSome());
await browser.close();
await server.stop();

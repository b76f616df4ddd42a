/** @import { Findings } from './check/verdict.js' */
/** @import { PreflightReport } from '../client-wasm/api/run_preflight.js' */
import { classifyMediaError, createLocalTracks, isSupported, runPreflight } from '../client-wasm/api/index.js';
import { showBranding } from './branding/show_branding.js';
import { verdictOf } from './check/verdict.js';
import { followTokenOfPage, tokenOfPage } from './common/access.js';
import { create } from './common/create.js';
import { byId } from './common/elements.js';
import { inAskedLanguage, refusedOrigin, serverOfPage } from './common/hosting.js';
import { fillIcons, icon } from './common/icons.js';
import { speak } from './i18n/page_language.js';
import { t } from './i18n/translate.js';
import { askForFirst, chosenId, isStandIn, NAMES } from './meeting/devices/chosen_device.js';

const STEPS = /** @type {const} */ (['browser', 'microphone', 'camera', 'server', 'media']);

/** @typedef {typeof STEPS[number]} Step */

/** Long enough to tell how good the network is. */
const MEASURED_MS = 5000;

/** How long the server may take to answer a request. */
const ASKED_MS = 5000;

await speak();
fillIcons();
showBranding();
for (const link of document.links) link.href = inAskedLanguage(link.href);

const start = byId('start-check', HTMLButtonElement);
const verdict = byId('verdict', HTMLElement);
const list = byId('steps', HTMLElement);

/**
 * @param {Step} step
 * @param {'waiting' | 'good' | 'bad'} state
 * @param {string} [text] more than the step's name
 */
function show(step, state, text = t(`check.step-${step}`)) {
  const line = list.querySelector(`[data-step="${step}"]`);
  const sign = state === 'waiting' ? create('span', { className: 'check-waiting' }) : icon(state === 'good' ? 'check' : 'close');
  const words = create('span', { className: 'visually-hidden', text: t(`check.${state}`) });
  line?.setAttribute('data-state', state);
  line?.replaceChildren(sign, words, create('span', { text }));
}

/** Tries the one that calls will use, and says which it is. @param {'audio' | 'video'} kind */
async function tryDevice(kind) {
  const step = NAMES[kind];
  show(step, 'waiting');
  try {
    const tracks = await askForFirst(kind, [chosenId(kind)], (constraints) =>
      createLocalTracks({ audio: false, video: false, [kind]: constraints }));
    show(step, 'good', wordsOf(step, tracks[0].mediaStreamTrack));
    for (const track of tracks) track.stop();
    return null;
  } catch (error) {
    show(step, 'bad');
    return classifyMediaError(error);
  }
}

/** @param {'microphone' | 'camera'} step @param {MediaStreamTrack} track */
function wordsOf(step, track) {
  const { label: name } = track;
  if (name === '') return t(`check.step-${step}`);
  return t(`check.${step}-${isStandIn(track) ? 'stand-in' : 'in-use'}`, { name });
}

/** A call from the page to itself, over the same server as any other. @param {Findings} findings is filled in */
async function checkNetwork(findings) {
  show('server', 'waiting');
  const server = await serverOfPage();
  const test = runPreflight(tokenOfPage(), { server, duration: MEASURED_MS });
  test.on('progress', (/** @type {string} */ reached) => {
    if (reached !== 'connected') return;
    findings.server = '';
    show('server', 'good');
    show('media', 'waiting');
  });
  await new Promise((resolve) => {
    test.on('completed', (/** @type {PreflightReport} */ { selectedPath, networkQualityLevel }) => {
      findings.media = '';
      findings.isRelayed = selectedPath?.relayed ?? false;
      findings.networkQualityLevel = networkQualityLevel;
      resolve(null);
    });
    test.on('failed', async (/** @type {Error} */ error) => {
      if (findings.server === '') findings.media = 'no-media';
      else findings.server = await serverProblem('id' in error ? String(error.id) : '', server);
      resolve(null);
    });
  });
  if (findings.server === '') show('media', findings.media ? 'bad' : 'good');
  else show('server', findings.server === 'refused' ? 'good' : 'bad');
}

/** @param {string} id of the error @param {string} server */
async function serverProblem(id, server) {
  if (id === 'origin-refused') return 'origin';
  if (id.startsWith('token-')) return 'refused';
  return (await answersRequests(server)) ? 'websocket' : 'unreachable';
}

/** A proxy may let requests through to the server, but no WebSocket. @param {string} server */
async function answersRequests(server) {
  const address = server.replace(/^ws/, 'http').replace(/\/$/, '');
  try {
    const question = new URL(`${address}/origin`);
    question.search = location.origin;
    const answer = await fetch(question, { cache: 'no-store', signal: AbortSignal.timeout(ASKED_MS) });
    return typeof (await answer.json()).allowed === 'boolean';
  } catch {
    return false;
  }
}

async function check() {
  const hadFocus = document.activeElement === start;
  start.disabled = true;
  verdict.hidden = true;
  list.replaceChildren(...STEPS.map((step) =>
    create('li', { className: 'check-step', text: t(`check.step-${step}`), attributes: { 'data-step': step } })));
  /** @type {Findings} */
  const findings = { secure: isSecureContext, browser: isSupported };
  show('browser', findings.secure && findings.browser ? 'good' : 'bad');
  findings.microphone = await tryDevice('audio');
  findings.camera = await tryDevice('video');
  if (findings.browser) await checkNetwork(findings);
  const found = verdictOf(findings);
  verdict.textContent = t(`check.verdict-${found}`, refusedOrigin());
  verdict.dataset.verdict = found;
  verdict.hidden = false;
  start.disabled = false;
  start.textContent = t('check.again');
  // A button that is disabled loses it.
  if (hadFocus && document.activeElement === document.body) start.focus();
}

start.addEventListener('click', check);
// Out of the address bar at once, and not only with the first check.
tokenOfPage();
followTokenOfPage(() => {});

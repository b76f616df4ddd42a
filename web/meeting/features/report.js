/** @import { MeetingPage } from '../meeting_page.js' */
import { ParleyError } from '../../../client-wasm/api/errors.js';
import { create, createButton } from '../../common/create.js';
import { t } from '../../i18n/translate.js';
import { endedWords } from '../call_words.js';

/** As long as a browser may take to begin with a download. */
const DOWNLOAD_MS = 60_000;

/**
 * Lets the person save what has happened in the call, or in the last one, for investigating a
 * problem. The file names the browser, but no people or places.
 * @param {MeetingPage} page
 */
export function installReport({ call, settings, notices }) {
  let eventLog = () => '';
  const save = () => download(`# ${navigator.userAgent}\n${eventLog()}`, 'parley-report.txt');
  call.addEventListener('entered', () => {
    const { room } = call;
    eventLog = () => room?.getEventLog() ?? '';
  });
  call.addEventListener('change', () => {
    const log = call.error instanceof ParleyError ? call.error.eventLog : '';
    if (log) eventLog = () => log;
    // Outside of a call there are no settings to open. What people have decided is no problem to report.
    const isProblem = log !== '' && endedWords(/** @type {Error} */ (call.error)) === null;
    notices.setAction('call', t('report.save'), isProblem ? save : null);
  });
  settings.addSection('report.title', (place) => {
    const attributes = { id: 'save-report' };
    const button = createButton({ className: 'btn', text: t('report.save'), attributes }, save);
    button.disabled = eventLog() === '';
    place.append(create('p', { className: 'form-text', text: t('report.about') }), button);
  });
}

/**
 * @param {string} text
 * @param {string} name of the file
 */
function download(text, name) {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/plain' }));
  create('a', { attributes: { href: url, download: name } }).click();
  setTimeout(() => URL.revokeObjectURL(url), DOWNLOAD_MS);
}

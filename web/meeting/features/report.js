/** @import { MeetingPage } from '../meeting_page.js' */
import { ParleyError } from '../../../client-wasm/api/errors.js';
import { create, createButton } from '../../common/create.js';
import { download } from '../../common/download.js';
import { t } from '../../i18n/translate.js';
import { endedWords } from '../call_words.js';

/**
 * Lets the person save what has happened in the call, or in the last one, for investigating a
 * problem. The file names the browser, but no people or places.
 * @param {MeetingPage} page
 */
export function installReport({ call, settings, notices }) {
  let eventLog = () => '';
  const save = () => download(new Blob([`# ${navigator.userAgent}\n${eventLog()}`], { type: 'text/plain' }), 'parley-report.txt');
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

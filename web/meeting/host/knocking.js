/** @import { MeetingPage } from '../meeting_page.js' */
import { t } from '../../i18n/translate.js';
import { playNotes } from '../audio/notes.js';

/** A knock, not an alarm: people are talking. */
const KNOCK = /** @type {const} */ ([[392, 0], [392, 0.2]]);

/** Shows a host who would like to come in, with buttons to answer at once. @param {MeetingPage} page */
export function installKnocking({ call, notices, panels }) {
  /** @type {Set<string>} */
  let known = new Set();

  function show() {
    const { waiting } = call;
    const isNew = waiting.some(({ sid }) => !known.has(sid));
    known = new Set(waiting.map(({ sid }) => sid));
    const [first, ...others] = waiting;
    const isOne = first !== undefined && others.length === 0;
    const admitAll = () => call.waiting.forEach(({ sid }) => call.room?.admit(sid));
    notices.setActions('waiting', [
      [t('host.admit'), isOne ? () => call.room?.admit(first.sid) : null],
      [t('host.refuse'), isOne ? () => call.room?.refuse(first.sid) : null],
      [t('host.show-waiting'), others.length > 0 ? () => panels.open('people') : null],
      [t('host.admit-all'), others.length > 0 ? admitAll : null],
    ]);
    if (isOne) notices.show('waiting', t('host.knocks', { name: first.identity }));
    else notices.show('waiting', first ? t('host.many-knock', { count: waiting.length }) : '');
    if (isNew) playNotes(KNOCK, 0.12);
  }

  call.addEventListener('change', show);
}

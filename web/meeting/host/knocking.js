/** @import { MeetingPage } from '../meeting_page.js' */
import { t } from '../../i18n/translate.js';

/** Shows a host who would like to come in, with buttons to answer at once. @param {MeetingPage} page */
export function installKnocking({ call, notices, panels, news }) {
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
    const count = waiting.length;
    const words = isOne ? t('host.knocks', { name: first.identity }) : first ? t('host.many-knock', { count }) : '';
    notices.show('waiting', words);
    news.setWaiting('knock', count);
    if (isNew) news.tell({ kind: 'knock', words, show: () => panels.open('people') });
  }

  call.addEventListener('change', show);
}

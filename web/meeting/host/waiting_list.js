/** @import { MeetingPage } from '../meeting_page.js' */
import { create, createButton } from '../../common/create.js';
import { t } from '../../i18n/translate.js';
import { keepFocus } from '../focus/keep_focus.js';
import { avatarOf } from '../panels/person_row.js';

/**
 * Those who wait to be let in, with a host's options: a part of the list of people.
 * @param {MeetingPage} page
 * @returns {HTMLElement}
 */
export function waitingList({ call }) {
  const list = create('ul', { className: 'people', attributes: { role: 'list' } });
  const title = create('h3', { className: 'people-title', text: t('host.waiting-title'), attributes: { tabindex: '-1' } });
  const section = create('section', { className: 'waiting-list' }, title, list);
  /** @type {Map<string, HTMLElement>} */
  const lines = new Map();

  function show() {
    const { waiting } = call;
    section.hidden = waiting.length === 0;
    for (const [sid, line] of lines) {
      if (waiting.some((person) => person.sid === sid)) continue;
      line.remove();
      lines.delete(sid);
    }
    for (const { sid, identity } of waiting) {
      if (lines.has(sid)) continue;
      const line = waitingLine(identity, { admit: () => call.room?.admit(sid), refuse: () => call.room?.refuse(sid) });
      lines.set(sid, line);
      list.append(line);
    }
  }

  call.addEventListener('change', () => keepFocus(list, show, () => section.parentElement));
  show();
  return section;
}

/**
 * @param {string} name
 * @param {{ admit: () => void, refuse: () => void }} answers
 */
function waitingLine(name, { admit, refuse }) {
  const words = create('span', { className: 'person-name', text: name, attributes: { dir: 'auto' } });
  return create('li', { className: 'person' }, avatarOf(name), words,
    createButton({
      className: 'btn btn-primary person-answer',
      text: t('host.admit'),
      attributes: { 'aria-label': t('host.admit-one', { name }) },
    }, admit),
    createButton({
      className: 'btn btn-quiet person-answer',
      text: t('host.refuse'),
      attributes: { 'aria-label': t('host.refuse-one', { name }) },
    }, refuse));
}

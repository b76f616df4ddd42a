/** @import { CalendarEvent, Repeat } from './event.js' */
import { toBase64Url } from '../../client-wasm/platform/base64url.js';
import { create, createButton } from '../common/create.js';
import { download } from '../common/download.js';
import { selectField } from '../common/fields.js';
import { icon } from '../common/icons.js';
import { t } from '../i18n/translate.js';
import { Dialog } from '../meeting/dialogs/dialog.js';
import { googleAddress, icsOf, REPEATS } from './event.js';
import { nextHour, wallTimeIn } from './wall_time.js';

const LENGTHS = [15, 30, 45, 60, 90, 120, 180];
const USUAL_LENGTH = '60';

/** Puts a meeting into the person's calendar, with its link. */
export class CalendarDialog {
  #dialog = new Dialog({ id: 'calendar', title: 'calendar.title' });
  /** @type {() => { room: string, link: string }} */
  #meeting = () => ({ room: '', link: '' });
  #title = create('input', { className: 'form-control', attributes: { id: 'calendar-title-field', dir: 'auto', autocomplete: 'off' } });
  #start = create('input', { className: 'form-control', attributes: { id: 'calendar-start', type: 'datetime-local', required: '' } });
  #problem = create('p', { className: 'field-error', attributes: { id: 'calendar-error', 'aria-live': 'polite' } });
  #length = selectField(t('calendar.length'), LENGTHS.map((minutes) => ({
    value: String(minutes), text: t('calendar.minutes', { count: minutes }),
  })), USUAL_LENGTH, () => {});
  #repeat = selectField(t('calendar.repeat'), Object.keys(REPEATS).map((repeat) => ({
    value: repeat, text: t(`calendar.${/** @type {Repeat} */ (repeat)}`),
  })), 'never', () => {});

  constructor() {
    this.#start.setAttribute('aria-describedby', this.#problem.id);
    const save = createButton({ className: 'btn btn-primary', attributes: { id: 'calendar-save' } }, () => this.#save(),
      icon('calendar'), create('span', { text: t('calendar.save') }));
    const google = createButton({ className: 'btn btn-quiet', text: t('calendar.google') }, () => this.#openGoogle());
    this.#dialog.body.append(
      create('div', { className: 'field' }, label(t('calendar.event'), this.#title), this.#title),
      create('div', { className: 'field' }, label(t('calendar.start'), this.#start), this.#start, this.#problem),
      this.#length.element,
      this.#repeat.element,
      create('p', { className: 'form-text', text: t('calendar.about') }),
      create('div', { className: 'share-buttons' }, save, google),
    );
    this.#start.addEventListener('input', () => this.#tell(''));
  }

  /** @param {{ room: string, link: string }} meeting `link` as the others get it */
  open(meeting) {
    this.#meeting = () => meeting;
    this.#title.value = meeting.room;
    const next = nextHour(new Date());
    // A page may have been open for days.
    if (this.#start.value < next) this.#start.value = next;
    this.#tell('');
    this.#dialog.open();
  }

  /** @returns {CalendarEvent | null} null where it says what is missing */
  #read() {
    const start = wallTimeIn(this.#start.value);
    if (!start) {
      this.#tell(t('calendar.start-missing'));
      this.#start.focus();
      return null;
    }
    const { room, link } = this.#meeting();
    return {
      title: this.#title.value.trim() || room,
      link,
      about: t('calendar.join'),
      start,
      minutes: Number(this.#length.select.value),
      repeat: /** @type {Repeat} */ (this.#repeat.select.value),
      zone: new Intl.DateTimeFormat().resolvedOptions().timeZone,
    };
  }

  #save() {
    const event = this.#read();
    if (!event) return;
    const uid = `${toBase64Url(crypto.getRandomValues(new Uint8Array(15)))}@${location.hostname}`;
    const text = icsOf(event, { uid, now: new Date() });
    download(new Blob([text], { type: 'text/calendar' }), `${event.title}.ics`);
    this.#dialog.close();
  }

  #openGoogle() {
    const event = this.#read();
    if (!event) return;
    open(googleAddress(event), '_blank', 'noopener,noreferrer');
    this.#dialog.close();
  }

  /** @param {string} problem */
  #tell(problem) {
    this.#problem.textContent = problem;
    this.#start.classList.toggle('is-invalid', problem !== '');
    this.#start.setAttribute('aria-invalid', String(problem !== ''));
  }
}

/** @param {string} text @param {HTMLElement} field */
function label(text, field) {
  return create('label', { className: 'form-label', text, attributes: { for: field.id } });
}

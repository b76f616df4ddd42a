import { createButton } from '../common/create.js';
import { icon } from '../common/icons.js';
import { t } from '../i18n/translate.js';

/** Messages to the person: one at a time on each subject, until mended or put away. */
export class Notices {
  #place;
  /** @type {Map<string, string>} the last on each subject, put away or not */
  #texts = new Map();
  /** @type {Map<string, HTMLElement>} */
  #elements = new Map();
  /** @type {Map<string, Map<string, () => void>>} by subject and label */
  #actions = new Map();

  /** @param {HTMLElement} place */
  constructor(place) {
    this.#place = place;
  }

  /**
   * @param {string} subject
   * @param {string} text '' takes the message away
   * @param {'warning' | 'danger'} [weight]
   */
  show(subject, text, weight = 'warning') {
    // What stands there is not read out again, what was put away does not come back.
    if (this.#texts.get(subject) === text) return;
    this.#texts.set(subject, text);
    this.putAway(subject);
    if (!text) return;
    const notice = this.#create(subject, text, weight);
    this.#elements.set(subject, notice);
    this.#place.append(notice);
  }

  /**
   * Offers something to do beside the message on a subject, whenever there is one.
   * @param {string} subject
   * @param {string} label
   * @param {(() => void) | null} act null: not any more
   */
  setAction(subject, label, act) {
    const actions = this.#actions.get(subject) ?? new Map();
    this.#actions.set(subject, actions);
    if (act) actions.set(label, act);
    else actions.delete(label);
    const notice = this.#elements.get(subject);
    for (const shown of notice?.querySelectorAll('.notice-action') ?? []) shown.remove();
    notice?.lastElementChild?.before(...this.#buttons(subject));
  }

  /** @param {string} subject */
  #buttons(subject) {
    const actions = this.#actions.get(subject) ?? new Map();
    return [...actions].map(([text, act]) => createButton({ className: 'btn btn-quiet notice-action', text }, act));
  }

  /** Takes a message away as the person does, who has read it. @param {string} subject */
  putAway(subject) {
    this.#elements.get(subject)?.remove();
    this.#elements.delete(subject);
  }

  /**
   * @param {string} subject
   * @param {string} text
   * @param {string} weight
   */
  #create(subject, text, weight) {
    const words = document.createElement('p');
    words.textContent = text;
    const dismiss = document.createElement('button');
    dismiss.type = 'button';
    dismiss.className = 'btn notice-close';
    dismiss.setAttribute('aria-label', t('common.dismiss'));
    dismiss.append(icon('close'));
    dismiss.addEventListener('click', () => this.putAway(subject));
    const notice = document.createElement('div');
    notice.className = `notice notice-${weight}`;
    notice.append(words, ...this.#buttons(subject), dismiss);
    return notice;
  }
}

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
  /** @type {Map<string, { label: string, act: () => void }>} */
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
    this.#putAway(subject);
    if (!text) return;
    const notice = this.#create(subject, text, weight);
    this.#elements.set(subject, notice);
    this.#place.append(notice);
  }

  /**
   * Offers something to do beside the message on a subject, whenever there is one.
   * @param {string} subject
   * @param {{ label: string, act: () => void } | null} action null: nothing
   */
  setAction(subject, action) {
    if (action) this.#actions.set(subject, action);
    else this.#actions.delete(subject);
    const notice = this.#elements.get(subject);
    notice?.querySelector('.notice-action')?.remove();
    if (notice && action) notice.lastElementChild?.before(actionButton(action));
  }

  /** @param {string} subject */
  #putAway(subject) {
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
    dismiss.addEventListener('click', () => this.#putAway(subject));
    const notice = document.createElement('div');
    notice.className = `notice notice-${weight}`;
    const action = this.#actions.get(subject);
    notice.append(words, ...(action ? [actionButton(action)] : []), dismiss);
    return notice;
  }
}

/** @param {{ label: string, act: () => void }} action */
function actionButton({ label, act }) {
  return createButton({ className: 'btn btn-quiet notice-action', text: label }, act);
}

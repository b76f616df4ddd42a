import { create, createButton } from '../common/create.js';
import { icon } from '../common/icons.js';
import { t } from '../i18n/translate.js';
import { keepFocus } from './focus/keep_focus.js';

/** @typedef {{ element: HTMLElement, words: HTMLElement, dismiss: HTMLElement, buttons: Map<string, HTMLElement> }} Notice */

/**
 * Messages to the person: one at a time on each subject, until resolved or dismissed. Only the words are an alert, which
 * is read out when it changes; the buttons beside them stay what they are for as long as they are offered.
 */
export class Notices {
  #place;
  /** @type {Map<string, string>} the last on each subject, put away or not */
  #texts = new Map();
  /** @type {Map<string, Notice>} */
  #shown = new Map();
  /** @type {Map<string, Map<string, () => void>>} by subject and label */
  #actions = new Map();
  /** @type {EventTarget | null} what had the focus before one of the messages */
  #before = null;

  /** @param {HTMLElement} place */
  constructor(place) {
    this.#place = place;
    place.addEventListener('focusin', ({ relatedTarget }) => {
      if (relatedTarget instanceof Node && !place.contains(relatedTarget)) this.#before = relatedTarget;
    });
  }

  /**
   * @param {string} subject
   * @param {string} text '' removes the message
   * @param {'warning' | 'danger'} [weight]
   */
  show(subject, text, weight = 'warning') {
    // An unchanged message is not read out again, and a dismissed one does not come back.
    if (this.#texts.get(subject) === text) return;
    this.#texts.set(subject, text);
    if (!text) {
      this.putAway(subject);
      return;
    }
    const notice = this.#shown.get(subject) ?? this.#add(subject);
    notice.element.className = `notice notice-${weight}`;
    notice.words.textContent = text;
  }

  /**
   * Offers something to do beside the message on a subject, whenever there is one.
   * @param {string} subject
   * @param {string} label
   * @param {(() => void) | null} act null: not any more
   */
  setAction(subject, label, act) {
    this.setActions(subject, [[label, act]]);
  }

  /**
   * As setAction(), for several at once.
   * @param {string} subject
   * @param {[label: string, act: (() => void) | null][]} changes
   */
  setActions(subject, changes) {
    const actions = this.#actions.get(subject) ?? new Map();
    this.#actions.set(subject, actions);
    for (const [label, act] of changes) {
      if (act) actions.set(label, act);
      else actions.delete(label);
    }
    const notice = this.#shown.get(subject);
    if (notice) this.#keepFocus(() => this.#offer(subject, notice));
  }

  /** Dismisses a message, as the person would after reading it. @param {string} subject */
  putAway(subject) {
    const notice = this.#shown.get(subject);
    if (!notice) return;
    this.#shown.delete(subject);
    this.#keepFocus(() => notice.element.remove());
  }

  /** @param {string} subject */
  #add(subject) {
    const words = create('p', { attributes: { role: 'alert' } });
    const options = { className: 'btn notice-close', attributes: { 'aria-label': t('common.dismiss') } };
    const dismiss = createButton(options, () => this.putAway(subject), icon('close'));
    const element = create('div', {}, words, dismiss);
    /** @type {Notice} */
    const notice = { element, words, dismiss, buttons: new Map() };
    this.#shown.set(subject, notice);
    this.#offer(subject, notice);
    this.#place.append(element);
    return notice;
  }

  /** Shows exactly the buttons for the actions that are available. @param {string} subject @param {Notice} notice */
  #offer(subject, { dismiss, buttons }) {
    const actions = this.#actions.get(subject) ?? new Map();
    for (const [label, button] of buttons) {
      if (actions.has(label)) continue;
      button.remove();
      buttons.delete(label);
    }
    for (const label of actions.keys()) {
      if (buttons.has(label)) continue;
      // What it does may be another thing by then.
      const act = () => this.#actions.get(subject)?.get(label)?.();
      const button = createButton({ className: 'btn btn-quiet notice-action', text: label }, act);
      buttons.set(label, button);
      dismiss.before(button);
    }
  }

  /** @param {() => void} change */
  #keepFocus(change) {
    keepFocus(this.#place, change, () => (this.#before instanceof Element ? this.#before : null));
  }
}

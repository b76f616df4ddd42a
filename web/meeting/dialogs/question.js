/** @import { MessageKey } from '../../i18n/translate.js' */
/** @import { IconName } from '../../common/icons.js' */
import { create, createButton } from '../../common/create.js';
import { icon } from '../../common/icons.js';
import { t } from '../../i18n/translate.js';
import { Dialog } from './dialog.js';

/** @typedef {{ icon: IconName, words: string, act: () => void }} Answer that does what cannot be undone */

/** Asks for confirmation; the focus is on the answer that does nothing. */
export class Question {
  #dialog;
  #about = create('p');

  /** @param {{ id: string, title: MessageKey }} options */
  constructor({ id, title }) {
    this.#dialog = new Dialog({ id, title, className: 'question' });
    this.#about.id = `${id}-about`;
    this.#dialog.element.setAttribute('role', 'alertdialog');
    this.#dialog.element.setAttribute('aria-describedby', this.#about.id);
  }

  /**
   * @param {{ title: string, about: string, answers: Answer[] }} question `about` says what will happen
   */
  ask({ title, about, answers }) {
    this.#dialog.setTitle(title);
    this.#about.textContent = about;
    this.#about.hidden = about === '';
    const cancel = createButton({ className: 'btn control', text: t('common.cancel') }, () => this.close());
    cancel.autofocus = true;
    this.#dialog.body.replaceChildren(this.#about, ...answers.map((answer) => this.#button(answer)), cancel);
    this.#dialog.open();
  }

  close() {
    this.#dialog.close();
  }

  /** @param {Answer} answer */
  #button({ icon: iconName, words, act }) {
    return createButton({ className: 'btn control is-grave' }, () => {
      this.close();
      act();
    }, icon(iconName), create('span', { text: words }));
  }
}

/** @import { MessageKey } from '../../i18n/translate.js' */
import { create } from '../../common/create.js';
import { t } from '../../i18n/translate.js';
import { Dialog } from './dialog.js';

/** The settings. Features add their sections, which are rebuilt each time the dialog opens. */
export class SettingsDialog {
  #dialog = new Dialog({ id: 'settings', title: 'settings.title', className: 'dialog-large' });
  /** @type {{ title: MessageKey, fill: (place: HTMLElement) => void }[]} */
  #sections = [];

  constructor() {
    this.#dialog.addEventListener('open', () => this.#fill());
  }

  /**
   * @param {MessageKey} title
   * @param {(place: HTMLElement) => void} fill puts the section's fields in
   */
  addSection(title, fill) {
    this.#sections.push({ title, fill });
  }

  toggle() {
    this.#dialog.toggle();
  }

  /** @param {() => void} act when it has been closed */
  onClose(act) {
    this.#dialog.addEventListener('close', act);
  }

  #fill() {
    const sections = this.#sections.map(({ title, fill }) => {
      const section = create('section', { className: 'settings-section' });
      section.append(create('h3', { text: t(title) }));
      fill(section);
      return section;
    });
    this.#dialog.body.replaceChildren(...sections);
  }
}

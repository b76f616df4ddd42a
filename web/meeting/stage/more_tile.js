/** @import { Rectangle } from './arrange.js' */
import { create, createButton } from '../../common/create.js';
import { numberIn, t } from '../../i18n/translate.js';
import { putAt } from './place.js';

/** Stands for those who do not fit into the strip next to a large tile. */
export class MoreTile {
  #button;
  #element;

  /** @param {() => void} act */
  constructor(act) {
    this.#button = createButton({ className: 'btn tile-more', attributes: { tabindex: '-1' } }, act);
    this.#element = create('li', { className: 'tile' }, this.#button);
  }

  /**
   * @param {Rectangle | null} place null: everyone is seen
   * @param {number} count of those who are not
   * @param {HTMLElement} list of the tiles
   */
  show(place, count, list) {
    if (!place) {
      this.#element.remove();
      return;
    }
    putAt(this.#element, place);
    const words = t('stage.more', { count });
    this.#button.textContent = `+${numberIn(count)}`;
    this.#button.setAttribute('aria-label', words);
    this.#button.title = words;
    if (this.#element !== list.lastElementChild) list.append(this.#element);
  }
}

import { create } from '../../common/create.js';
import { t } from '../../i18n/translate.js';

/** With so many one sees at a glance who is there. */
const FEW = 10;

/** The field by which somebody is found among many. */
export class PeopleSearch {
  #field = create('input', {
    className: 'form-control',
    attributes: {
      type: 'search', id: 'people-search', autocomplete: 'off', dir: 'auto',
      placeholder: t('people.search'), 'aria-label': t('people.search'),
    },
  });
  #none = create('p', { attributes: { role: 'status' } });
  element = create('div', { className: 'people-search' }, this.#field, this.#none);

  /** @param {() => void} changed */
  constructor(changed) {
    this.element.hidden = true;
    this.#field.addEventListener('input', changed);
    this.#field.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape' || this.#field.value === '') return;
      // The next press closes the panel.
      event.preventDefault();
      this.#field.value = '';
      changed();
    });
  }

  /**
   * Those whose names have what is searched for in them.
   * @template T
   * @param {T[]} people
   * @param {(person: T) => string} nameOf
   * @returns {T[]}
   */
  choose(people, nameOf) {
    const isNeeded = people.length > FEW;
    // Where some have left meanwhile, all who stay are seen.
    if (!isNeeded) this.#field.value = '';
    this.element.hidden = !isNeeded;
    const wanted = bare(this.#field.value);
    const found = people.filter((person) => bare(nameOf(person)).includes(wanted));
    const words = found.length === 0 ? t('people.none-found') : '';
    if (this.#none.textContent !== words) this.#none.textContent = words;
    this.#none.hidden = words === '';
    return found;
  }
}

/** As people type a name: without accents, in small letters. @param {string} text */
function bare(text) {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim();
}

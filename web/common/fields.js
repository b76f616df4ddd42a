import { create } from './create.js';

let fields = 0;

/** A new id for a field and its label. */
const nextId = () => `field-${++fields}`;

/**
 * A select field, with its label.
 * @param {string} label
 * @param {{ value: string, text: string }[]} options
 * @param {string} chosen
 * @param {(value: string) => void} change
 * @returns {{ element: HTMLElement, select: HTMLSelectElement }}
 */
export function selectField(label, options, chosen, change) {
  const id = nextId();
  const select = create('select', { className: 'form-select', attributes: { id } });
  fillOptions(select, options, chosen);
  select.addEventListener('change', () => change(select.value));
  const words = create('label', { className: 'form-label', text: label, attributes: { for: id } });
  return { element: create('div', { className: 'field' }, words, select), select };
}

/**
 * @param {HTMLSelectElement} select
 * @param {{ value: string, text: string }[]} options
 * @param {string} chosen
 */
export function fillOptions(select, options, chosen) {
  select.replaceChildren(...options.map(({ value, text }) => new Option(text, value)));
  select.value = options.some(({ value }) => value === chosen) ? chosen : options[0]?.value ?? '';
}

/**
 * A switch with its label and a sentence about it.
 * @param {string} label
 * @param {string} about
 * @param {(on: boolean) => void} change
 * @returns {{ element: HTMLElement, box: HTMLInputElement }}
 */
export function describedSwitch(label, about, change) {
  const element = switchField(label, false, change);
  const box = /** @type {HTMLInputElement} */ (element.querySelector('input'));
  const words = create('p', { className: 'form-text switch-about', text: about, attributes: { id: `${box.id}-about` } });
  box.setAttribute('aria-describedby', words.id);
  return { element: create('div', {}, element, words), box };
}

/**
 * A switch with its label.
 * @param {string} label
 * @param {boolean} on
 * @param {(on: boolean) => void} change
 * @returns {HTMLElement}
 */
export function switchField(label, on, change) {
  const id = nextId();
  const attributes = { id, type: 'checkbox', role: 'switch' };
  const box = create('input', { className: 'form-check-input', attributes });
  box.checked = on;
  box.addEventListener('change', () => change(box.checked));
  const words = create('label', { className: 'form-check-label', text: label, attributes: { for: id } });
  return create('div', { className: 'form-check form-switch field' }, box, words);
}

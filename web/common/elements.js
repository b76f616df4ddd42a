/**
 * The element with that id, which must exist in the page.
 * @template {HTMLElement} T
 * @param {string} id
 * @param {new () => T} type
 * @returns {T}
 */
export function byId(id, type) {
  const element = document.getElementById(id);
  if (!(element instanceof type)) throw new Error(`The page has no ${type.name} "${id}".`);
  return element;
}

/**
 * Writes words into an element, if they are not there already: a live region reads out what is written anew, changed
 * or not.
 * @param {Element} element
 * @param {string} words
 */
export function setText(element, words) {
  if (element.textContent !== words) element.textContent = words;
}

/**
 * Shows next to a field what is wrong with it, and takes the person there; '' if nothing is.
 * @param {HTMLInputElement} field
 * @param {HTMLElement} place
 * @param {string} problem
 */
export function showFieldError(field, place, problem) {
  mark(field, place, problem);
  if (problem) field.focus();
}

/**
 * Says next to a field what is wrong while somebody types or pastes: `maxlength` would cut a text off without a word.
 * @param {HTMLInputElement} field
 * @param {HTMLElement} place
 * @param {(text: string) => string} problemOf
 */
export function checkWhileTyping(field, place, problemOf) {
  field.addEventListener('input', () => {
    const problem = problemOf(field.value);
    // Only when there is something new to say: figures change with every letter.
    place.setAttribute('aria-live', problem && place.textContent ? 'off' : 'polite');
    mark(field, place, problem);
  });
}

/**
 * @param {HTMLInputElement} field
 * @param {HTMLElement} place
 * @param {string} problem
 */
function mark(field, place, problem) {
  field.classList.toggle('is-invalid', problem !== '');
  field.setAttribute('aria-invalid', String(problem !== ''));
  setText(place, problem);
  if (problem) place.scrollIntoView({ block: 'nearest' });
  keepInView(field, problem ? place : null);
}

/** @type {WeakMap<HTMLInputElement, ResizeObserver>} */
const layoutWatches = new WeakMap();

/**
 * Stays with the words about a field for as long as somebody is in it: a picture of the camera that comes late, or a
 * phone that is turned, would push them below the edge.
 * @param {HTMLInputElement} field
 * @param {HTMLElement | null} place
 */
function keepInView(field, place) {
  layoutWatches.get(field)?.disconnect();
  if (!place) return void layoutWatches.delete(field);
  const watch = new ResizeObserver(() => {
    if (document.activeElement === field) place.scrollIntoView({ block: 'nearest' });
  });
  watch.observe(document.body);
  layoutWatches.set(field, watch);
}

/**
 * A new element. Text is always inserted as text, never as HTML.
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {{ className?: string, text?: string, attributes?: Record<string, string> }} [options]
 * @param {...(Node | string)} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export function create(tag, { className = '', text, attributes = {} } = {}, ...children) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text !== undefined) element.textContent = text;
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

/**
 * A button that does not submit its form.
 * @param {{ className?: string, text?: string, attributes?: Record<string, string> }} options
 * @param {() => void} act
 * @param {...(Node | string)} children
 */
export function createButton(options, act, ...children) {
  const button = create('button', options, ...children);
  button.type = 'button';
  button.addEventListener('click', act);
  return button;
}

import { directionOf, pickLanguage } from '../i18n/languages.js';

/** By selector. @type {[string, Record<string, string>][]} */
const STYLES = [
  [':root', { 'color-scheme': 'light dark' }],
  ['body', {
    'align-content': 'center', 'block-size': '100vb', 'box-sizing': 'border-box', 'font-family': 'system-ui', margin: '0',
    padding: '1rem', 'text-align': 'center',
  }],
  ['a', { display: 'inline-block', margin: '.25rem .75rem', padding: '.25rem' }],
];

/**
 * What the frame shows in place of a meeting that did not load.
 * @param {{ address: URL, language?: string, isRefused: boolean }} about `isRefused`: by this frame; a tab may do
 * @returns {string} a document, for the frame's `srcdoc`
 */
export function fallbackPage({ address, language = '', isRefused }) {
  const spoken = pickLanguage({ search: `?${new URLSearchParams({ lang: language })}`, preferred: navigator.languages });
  const words = PARLEY_EMBED_WORDS[spoken];
  const page = document.implementation.createHTMLDocument(words['embed.failed']);
  page.documentElement.lang = spoken;
  page.documentElement.dir = directionOf(spoken);
  const style = page.createElement('style');
  style.append(...STYLES.map(([selector, properties]) => {
    const declarations = Object.entries(properties).map(([name, value]) => `${name}:${value}`);
    return `${selector}{${declarations.join(';')}}`;
  }));
  page.head.append(style);
  const text = page.createElement('p');
  text.textContent = words['embed.failed'];
  /** @param {string} label @param {URL} href */
  const link = (label, href) => {
    const element = page.createElement('a');
    element.textContent = label;
    element.href = href.href;
    return element;
  };
  const links = page.createElement('p');
  links.append(link(words['embed.try-again'], address));
  if (isRefused) {
    const alone = new URL(address);
    alone.searchParams.delete('embed');
    const inTab = link(words['embed.in-tab'], alone);
    inTab.target = '_blank';
    inTab.rel = 'noopener';
    links.append(inTab);
  }
  page.body.append(text, links);
  return page.documentElement.outerHTML;
}

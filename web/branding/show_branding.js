// The operator's name and logo at the top of the page, and the links at its end.

import { create } from '../common/create.js';
import { t } from '../i18n/translate.js';
import { brandingOfPage } from './branding.js';

/** Where branding.json and the logos lie: beside the folder that has this script. */
const FOLDER = new URL('../branding/', import.meta.url);

/** After the icons are drawn and the page speaks the person's language. */
export function showBranding() {
  const { name, logo, logoDark } = brandingOfPage();
  for (const place of document.querySelectorAll('.brand-name')) if (name) place.textContent = name;
  if (logo) showLogo(logo, logoDark);
  const words = lobbyText();
  const lobby = document.getElementById('lobby-text');
  if (lobby && words) Object.assign(lobby, { textContent: words, hidden: false });
  const legal = document.getElementById('legal');
  const links = legalLinks();
  if (!legal || links.length === 0) return;
  legal.append(...links);
  legal.hidden = false;
}

/**
 * Links to the operator's imprint and privacy policy, as far as there are any. They open beside the
 * page, which may be a call.
 * @returns {HTMLAnchorElement[]}
 */
export function legalLinks() {
  const branding = brandingOfPage();
  return /** @type {const} */ (['imprint', 'privacy']).filter((which) => branding[which] !== '')
    .map((which) => create('a', {
      text: t(`legal.${which}`),
      attributes: { href: branding[which], target: '_blank', rel: 'noopener' },
    }));
}

/** What the operator says to those who are about to join, in the page's language. */
function lobbyText() {
  return brandingOfPage().texts[document.documentElement.lang]?.lobby ?? '';
}

/** @param {string} logo @param {string} logoDark '' if there is no other for dark pages */
function showLogo(logo, logoDark) {
  for (const sign of document.querySelectorAll('[data-icon="brand"]')) {
    // The name stands beside it.
    sign.replaceChildren(
      create('img', { className: logoDark ? 'brand-logo brand-logo-light' : 'brand-logo',
        attributes: { src: addressOf(logo), alt: '' } }),
      ...(logoDark ? [create('img', { className: 'brand-logo brand-logo-dark',
        attributes: { src: addressOf(logoDark), alt: '' } })] : []),
    );
  }
  const tab = document.querySelector('link[rel="icon"]');
  tab?.setAttribute('type', logo.endsWith('.svg') ? 'image/svg+xml' : 'image/png');
  tab?.setAttribute('href', addressOf(logo));
}

/** @param {string} file */
function addressOf(file) {
  return new URL(file, FOLDER).href;
}

// Loaded before anything is painted, as a plain script: the page never flashes in the other theme or
// in another language. Plain files ask for what the operator has made of them, and are not seen before.
import { accentProperties } from './branding/accent.js';
import { BRANDED, brandingOfPage, tellBranding } from './branding/branding.js';
import { settings, SETTINGS_CHANGED } from './common/settings.js';
import { directionOf, pageLanguage } from './i18n/languages.js';

const dark = matchMedia('(prefers-color-scheme: dark)');
const { documentElement } = document;

/** How long a plain page waits for branding.json. */
const PATIENCE_MS = 3000;

function applyTheme() {
  const theme = settings().theme ?? (dark.matches ? 'dark' : 'light');
  documentElement.dataset.bsTheme = theme;
  const { accent, accentDark } = brandingOfPage();
  if (!accent) return;
  const properties = accentProperties((theme === 'dark' && accentDark) || accent, theme);
  for (const [name, value] of Object.entries(properties)) documentElement.style.setProperty(name, value);
}

async function askForBranding() {
  const script = document.currentScript instanceof HTMLScriptElement ? document.currentScript.src : location.href;
  try {
    const response = await fetch(new URL('../branding/branding.json', script), { signal: AbortSignal.timeout(PATIENCE_MS) });
    tellBranding(response.ok ? await response.text() : '{}');
  } catch {
    tellBranding('{}');
  }
}

dark.addEventListener('change', applyTheme);
addEventListener('storage', applyTheme);
addEventListener(SETTINGS_CHANGED, applyTheme);
document.addEventListener(BRANDED, applyTheme);
applyTheme();

const isStatic = document.querySelector('meta[name="parley-hosting"]')?.getAttribute('content') === 'static';
if (isStatic && !document.querySelector('meta[name="parley-branding"]')) {
  documentElement.dataset.branding = 'awaited';
  askForBranding();
}

const language = pageLanguage(brandingOfPage().languages);
documentElement.lang = language;
documentElement.dir = directionOf(language);
if (language !== 'en') documentElement.dataset.translating = '';

// Loaded before anything is painted, as a plain script: the page never flashes in the other theme or
// in another language.
import { settings, SETTINGS_CHANGED } from './common/settings.js';
import { directionOf, pageLanguage } from './i18n/languages.js';

const dark = matchMedia('(prefers-color-scheme: dark)');
const { documentElement } = document;

function applyTheme() {
  documentElement.dataset.bsTheme = settings().theme ?? (dark.matches ? 'dark' : 'light');
}

dark.addEventListener('change', applyTheme);
addEventListener('storage', applyTheme);
addEventListener(SETTINGS_CHANGED, applyTheme);
applyTheme();

const language = pageLanguage();
documentElement.lang = language;
documentElement.dir = directionOf(language);
if (language !== 'en') documentElement.dataset.translating = '';

import { showBranding } from './branding/show_branding.js';
import { byId } from './common/elements.js';
import { inAskedLanguage } from './common/hosting.js';
import { fillIcons } from './common/icons.js';
import { speak } from './i18n/page_language.js';

await speak();
fillIcons();
showBranding();
// The page may be shown at any address; its scripts lie in a folder at the root.
byId('home-link', HTMLAnchorElement).href = inAskedLanguage(new URL('..', import.meta.url).href);

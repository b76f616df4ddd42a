/** @import { MeetingPage } from '../meeting_page.js' */
/** @import { Device } from '../devices/device.js' */
import { VIDEO_QUALITIES } from '../../../client-wasm/api/connect_options.js';
import { brandingOfPage } from '../../branding/branding.js';
import { legalLinks } from '../../branding/show_branding.js';
import { create } from '../../common/create.js';
import { describedSwitch, selectField, switchField } from '../../common/fields.js';
import { changeSettings, settings } from '../../common/settings.js';
import { forgetLanguageOfAddress, LANGUAGES } from '../../i18n/languages.js';
import { currentLanguage, t } from '../../i18n/translate.js';
import { backgroundField } from '../background/background_field.js';
import { SOUND_EFFECTS } from '../devices/chosen_device.js';
import { addDevicePickers } from '../devices/device_pickers.js';
import { chosenQuality } from '../quality/picture_size.js';

/** The settings dialog with what the page itself has to set. @param {MeetingPage} page */
export function installSettings({ settings: dialog, controls, microphone, camera, tiles }) {
  controls.add({
    id: 'show-settings',
    icon: 'gear',
    label: 'settings.title',
    key: ',',
    opens: 'dialog',
    place: 'wide',
    order: 700,
    act: () => dialog.toggle(),
  });

  let stopFollowing = () => {};
  dialog.onClose(() => stopFollowing());
  dialog.addSection('settings.devices', (place) => {
    stopFollowing = addDevicePickers(place, { microphone, camera });
    place.append(...backgroundField(), ...soundFields(microphone));
  });
  dialog.addSection('settings.view', (place) => {
    const views = /** @type {const} */ (['grid', 'speaker']).map((value) => ({ value, text: t(`view.${value}`) }));
    const themes = /** @type {const} */ (['system', 'light', 'dark'])
      .map((value) => ({ value, text: t(`settings.theme-${value}`) }));
    place.append(
      selectField(t('settings.layout'), views, tiles.view, (value) => {
        const view = value === 'speaker' ? 'speaker' : 'grid';
        tiles.setView(view);
        changeSettings({ view });
      }).element,
      selectField(t('settings.theme'), themes, settings().theme ?? 'system', (value) => {
        changeSettings({ theme: value === 'light' || value === 'dark' ? value : undefined });
      }).element,
      ...qualityField(),
      switchField(t('settings.mirror'), settings().mirror !== false, (mirror) => changeSettings({ mirror })),
    );
  });
  dialog.addSection('settings.language-and-keys', (place) => {
    const languages = brandingOfPage().languages.map((value) => ({ value, text: LANGUAGES[value] }));
    const { element, select } = selectField(t('settings.language'), languages, currentLanguage(),
      (language) => {
        changeSettings({ language });
        forgetLanguageOfAddress();
        note.textContent = t('settings.language-later');
      });
    const note = document.createElement('p');
    note.className = 'form-text';
    note.setAttribute('aria-live', 'polite');
    for (const option of select.options) option.lang = option.value;
    place.append(element, note, switchField(t('settings.shortcuts'), settings().shortcuts !== false,
      (shortcuts) => changeSettings({ shortcuts })));
  });
  const links = legalLinks();
  if (links.length > 0) {
    dialog.addSection('legal.about', (place) => place.append(create('div', { className: 'legal-links' }, ...links)));
  }
}

/** What the browser does to the sound of the microphone. @param {Device} microphone */
function soundFields(microphone) {
  return SOUND_EFFECTS.map((effect) => {
    const about = t(`sound.${effect}-about`);
    const { element, box } = describedSwitch(t(`sound.${effect}`), about, (on) => {
      changeSettings({ [effect]: on ? undefined : false });
      microphone.renew();
    });
    box.checked = settings()[effect] !== false;
    box.dataset.setting = effect;
    return element;
  });
}

/** How good pictures may be, with a sentence about it. */
function qualityField() {
  const options = VIDEO_QUALITIES.map((value) => ({ value, text: t(`pictures.${value}`) }));
  const { element, select } = selectField(t('pictures.title'), options, chosenQuality(), (value) => {
    changeSettings({ quality: value === 'automatic' ? undefined : value });
  });
  const about = create('p', { className: 'form-text', text: t('pictures.about'), attributes: { id: `${select.id}-about` } });
  select.setAttribute('aria-describedby', about.id);
  select.dataset.setting = 'quality';
  return [element, about];
}

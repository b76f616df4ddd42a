import { create, createButton } from '../../common/create.js';
import { selectField } from '../../common/fields.js';
import { singleFlight } from '../../common/one_at_a_time.js';
import { changeSettings, settings } from '../../common/settings.js';
import { t } from '../../i18n/translate.js';
import { keepPicture, keptPicture } from './kept_picture.js';

const CHOICES = /** @type {const} */ (['none', 'blur', 'picture']);

/** The field by which the person chooses what others see behind them. @returns {HTMLElement[]} */
export function backgroundField() {
  const options = CHOICES.map((value) => ({ value, text: t(`background.${value}`) }));
  const current = () => settings().background ?? 'none';
  const { element, select } = selectField(t('background.title'), options, current(), choose);
  select.dataset.setting = 'background';
  const about = create('p', { className: 'form-text', text: t('background.about'), attributes: { id: `${select.id}-about` } });
  select.setAttribute('aria-describedby', about.id);
  const problem = create('p', { className: 'field-error', attributes: { 'aria-live': 'polite' } });
  const file = create('input', {
    className: 'visually-hidden',
    attributes: { type: 'file', accept: 'image/*', tabindex: '-1', 'aria-hidden': 'true' },
  });
  const another = createButton({ className: 'btn btn-quiet', text: t('background.choose') }, () => file.click());
  another.hidden = current() !== 'picture';

  /** @param {string} value */
  async function choose(value) {
    problem.textContent = '';
    another.hidden = value !== 'picture';
    if (value === 'picture') {
      const kept = await keptPicture();
      // Something else was chosen meanwhile.
      if (select.value !== value) return kept?.close();
      if (!kept) {
        file.click();
        return;
      }
      kept.close();
    }
    changeSettings({ background: value === 'blur' || value === 'picture' ? value : undefined });
  }

  // A choice that is taken back leaves what there was.
  file.addEventListener('cancel', () => {
    select.value = current();
    another.hidden = current() !== 'picture';
  });
  file.addEventListener('change', singleFlight(async () => {
    const [picture] = file.files ?? [];
    file.value = '';
    if (!picture) return;
    try {
      await keepPicture(picture);
      changeSettings({ background: 'picture' });
    } catch {
      problem.textContent = t('background.no-picture');
    }
    select.value = current();
    another.hidden = current() !== 'picture';
  }));
  return [element, about, create('div', { className: 'background-picture' }, another, file), problem];
}

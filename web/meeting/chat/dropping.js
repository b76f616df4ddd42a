import { create } from '../../common/create.js';
import { icon } from '../../common/icons.js';
import { t } from '../../i18n/translate.js';
import { filesIn } from './files/readable.js';

/**
 * Lets files be dropped anywhere on the page.
 * @param {{ isActive: () => boolean, drop: (found: ReturnType<typeof filesIn>) => void }} actions
 */
export function installDropping({ isActive, drop }) {
  const hint = create('div', { className: 'drop-hint', attributes: { 'aria-hidden': 'true' } },
    icon('file'), create('span', { text: t('chat.drop') }));
  hint.hidden = true;
  document.body.append(hint);

  /** @param {DragEvent} event */
  const hasFiles = (event) =>
    isActive() && [...(event.dataTransfer?.items ?? [])].some(({ kind }) => kind === 'file');
  addEventListener('dragover', (event) => {
    if (!hasFiles(event)) return;
    // Without this the browser would leave the call to show the file.
    event.preventDefault();
    hint.hidden = false;
  });
  addEventListener('dragleave', (event) => {
    // It goes off at every element; only outside of the window there is none that follows.
    if (event.relatedTarget === null) hint.hidden = true;
  });
  addEventListener('drop', (event) => {
    hint.hidden = true;
    if (!hasFiles(event)) return;
    event.preventDefault();
    drop(filesIn(event.dataTransfer));
  });
}

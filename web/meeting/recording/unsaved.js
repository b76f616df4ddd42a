/** @import { MeetingPage } from '../meeting_page.js' */
import { t } from '../../i18n/translate.js';
import { lockOf, RecordedFile } from './recorded_file.js';
import { SAVED, UNSAVED } from './worker_messages.js';

/** The person has probably forgotten anything older. */
const KEPT_MS = 7 * 24 * 3_600_000;

/** Others are offered when the page is opened again. */
const MOST_OFFERED = 3;

/**
 * Offers recordings whose page was closed, or crashed, before they were saved.
 * @param {MeetingPage} page
 * @param {(file: RecordedFile) => Promise<void>} save
 */
export async function offerUnsaved({ notices }, save) {
  for (const name of (await unsaved()).slice(0, MOST_OFFERED)) {
    const subject = `unsaved/${name}`;
    /** @param {(file: RecordedFile) => Promise<void>} act */
    const take = async (act) => {
      notices.show(subject, '');
      const file = new RecordedFile(name);
      try {
        await file.resume();
        await act(file);
      } catch {
        // Another tab was quicker.
        file.close();
      }
    };
    notices.show(subject, t('recording.unsaved', { name }));
    notices.setAction(subject, t('recording.save'), () => take(save));
    notices.setAction(subject, t('recording.delete'), () => take((file) => file.forget()));
  }
}

/** @returns {Promise<string[]>} the names of those that no page takes care of */
async function unsaved() {
  try {
    const root = await navigator.storage.getDirectory();
    const { held = [] } = await navigator.locks.query();
    const isHeld = (/** @type {string} */ name) => held.some((lock) => lock.name === lockOf(name));
    // The browser that saved them is done with these by now.
    for (const { place, name } of await filesIn(root, SAVED)) if (!isHeld(name)) await place.removeEntry(name);
    /** @type {string[]} */
    const names = [];
    for (const { place, name, file } of await filesIn(root, UNSAVED)) {
      if (isHeld(name)) continue;
      if (file.size === 0 || Date.now() - file.lastModified > KEPT_MS) await place.removeEntry(name);
      else names.push(name);
    }
    return names;
  } catch {
    // The browser keeps no files for this site.
    return [];
  }
}

/**
 * @param {FileSystemDirectoryHandle} root
 * @param {string} folder
 * @returns {Promise<{ place: FileSystemDirectoryHandle, name: string, file: File }[]>}
 */
async function filesIn(root, folder) {
  const place = await root.getDirectoryHandle(folder).catch(() => null);
  if (!place) return [];
  const files = [];
  for await (const handle of Reflect.get(place, 'values').call(place)) {
    files.push({ place, name: handle.name, file: await handle.getFile() });
  }
  return files;
}

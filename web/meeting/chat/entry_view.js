/** @import { Entry } from './entry.js' */
/** @import { IncomingFile } from './files/incoming_file.js' */
import { create } from '../../common/create.js';
import { currentLanguage, t } from '../../i18n/translate.js';
import { fileView } from './file_view.js';
import { partsOf } from './links.js';

/**
 * An entry as it stands in the log.
 * @param {Entry} entry
 * @param {{ isMine: boolean, file: IncomingFile | null, dismiss: () => void, released: AbortSignal }} about
 *   `file`: null for one's own; `dismiss` takes the entry away; `released`: what was shown of it is not shown any more
 * @returns {HTMLLIElement}
 */
export function entryView(entry, { isMine, file, dismiss, released }) {
  const time = new Date(entry.heard);
  const head = create('p', { className: 'chat-head' },
    create('span', { className: 'chat-name', text: isMine ? t('tile.me') : entry.name, attributes: { dir: 'auto' } }),
    create('time', {
      className: 'chat-time',
      text: time.toLocaleTimeString(currentLanguage(), { hour: 'numeric', minute: '2-digit' }),
      attributes: { datetime: time.toISOString() },
    }),
    create('span', { className: 'chat-unconfirmed', text: t('chat.unconfirmed'), attributes: { title: t('chat.unconfirmed-why') } }));
  const line = create('li', { className: isMine ? 'chat-entry is-mine' : 'chat-entry' }, head);
  if (entry.text) line.append(textView(entry.text));
  if (entry.file) line.append(fileView(entry.file, { file, dismiss, released }));
  return line;
}

/** @param {string} text */
function textView(text) {
  const words = create('p', { className: 'chat-text', attributes: { dir: 'auto' } });
  for (const { text: part, href, host } of partsOf(text)) {
    if (href === undefined) {
      words.append(part);
      continue;
    }
    // An address is read from left to right, whatever letters are in it, and says nothing of the sentence's direction.
    const link = create('a', { attributes: { href, target: '_blank', rel: 'noopener' } },
      create('bdi', { text: part, attributes: { dir: 'ltr' } }));
    if (host !== undefined) {
      link.title = t('chat.leads-to', { host });
      link.append(' ', create('bdi', { className: 'chat-host', text: t('chat.leads-to', { host }) }));
    }
    words.append(link);
  }
  return words;
}

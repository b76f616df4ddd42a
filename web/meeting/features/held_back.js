/** @import { MeetingPage } from '../meeting_page.js' */
/** @import { RemoteParticipant } from '../../../client-wasm/api/remote_participant.js' */
import { t } from '../../i18n/translate.js';

/** Says of whom so much comes that it is held back, so that people know why things are late or missing. @param {MeetingPage} page */
export function installHeldBack({ messages, announcer }) {
  messages.addEventListener('heldBack', (event) => {
    const { detail } = /** @type {CustomEvent<RemoteParticipant>} */ (event);
    announcer.show(t('messages.held-back', { name: detail.identity }));
  });
}

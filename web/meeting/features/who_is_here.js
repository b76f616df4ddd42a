/** @import { MeetingPage } from '../meeting_page.js' */
/** @import { RoomPreview } from '../../../client-wasm/api/room_preview.js' */
import { preload } from '../../../client-wasm/api/index.js';
import { followTokenOfPage, tokenOfPage } from '../../common/access.js';
import { byId, setText } from '../../common/elements.js';
import { serverOfPage } from '../../common/hosting.js';
import { roomNameProblem } from '../../common/room_name.js';
import { t } from '../../i18n/translate.js';
import { wantPassword } from '../before/password.js';
import { presentWords, roomWords } from '../before/present_words.js';

/**
 * Shows who is in the room before the person joins, and what it takes to enter; joining is then
 * quick, too.
 * @param {MeetingPage} page
 */
export function installWhoIsHere({ call, roomName }) {
  if (roomNameProblem(roomName)) return;
  const line = byId('present', HTMLElement);
  let phase = '';

  /** @param {RoomPreview} preview */
  function show({ participants, participantCount, maxParticipants, isLocked, hasWaitingRoom, hasPassword }) {
    // Once more with nothing, when one joins.
    if (participantCount === null) {
      line.textContent = '';
      return;
    }
    call.most = maxParticipants;
    wantPassword(hasPassword);
    // An empty room waits for its host to come back, who may be this person (PROTOCOL.md, "Hosts").
    const isEmpty = participantCount === 0;
    const condition = isEmpty ? '' : isLocked ? t('before.locked') : hasWaitingRoom ? t('before.will-wait') : '';
    const names = participants?.map(({ identity }) => identity) ?? null;
    const words = [presentWords(names, participantCount), roomWords(participantCount, maxParticipants), condition];
    setText(line, words.filter((one) => one !== '').join(' '));
  }

  async function look() {
    const server = await serverOfPage();
    if (call.phase !== 'ready') return;
    const preview = await preload({ name: roomName, server, token: tokenOfPage() });
    if (!preview) return;
    preview.on('changed', show);
    show(preview);
    // A person who was quicker than the module is already joining without it.
    if (call.phase !== 'ready') preview.close();
  }

  function update() {
    if (call.phase === phase) return;
    phase = call.phase;
    if (phase === 'ready') look();
  }

  call.addEventListener('change', update);
  followTokenOfPage(() => {
    if (call.phase === 'ready') look();
  });
  update();
}

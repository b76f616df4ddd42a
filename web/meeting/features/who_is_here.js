/** @import { MeetingPage } from '../meeting_page.js' */
/** @import { RoomPreview } from '../../../client-wasm/api/room_preview.js' */
import { preload } from '../../../client-wasm/api/index.js';
import { byId } from '../../common/elements.js';
import { serverOfPage } from '../../common/hosting.js';
import { roomNameProblem } from '../../common/room_name.js';
import { listIn, t } from '../../i18n/translate.js';

/**
 * Says who is in the room while one has not joined yet; joining is then quick, too.
 * @param {MeetingPage} page
 */
export function installWhoIsHere({ call, roomName }) {
  if (roomNameProblem(roomName)) return;
  const line = byId('who-is-here', HTMLElement);
  let phase = '';

  /** @param {RoomPreview} preview */
  function show({ participants }) {
    const names = (participants ?? []).map(({ identity }) => identity);
    line.textContent =
      names.length > 0 ? t('before.here', { count: names.length, names: listIn(names) }) : '';
  }

  async function look() {
    const server = await serverOfPage();
    if (call.phase !== 'ready') return;
    const preview = await preload({ name: roomName, server });
    preview?.on('changed', show);
    if (preview) show(preview);
  }

  function update() {
    if (call.phase === phase) return;
    phase = call.phase;
    if (phase === 'ready') look();
  }

  call.addEventListener('change', update);
  update();
}

/** @import { MeetingPage } from '../meeting_page.js' */
/** @import { RemoteParticipant } from '../../../client-wasm/api/remote_participant.js' */
import { oncePerFrame } from '../../common/once_per_frame.js';
import { t } from '../../i18n/translate.js';
import { forEveryone } from '../call.js';
import { SCREEN } from '../screen_names.js';
import { RemoteTile } from '../stage/remote_tile.js';
import { ScreenTile } from '../stage/screen_tile.js';

/** Gives each participant and each shared screen a tile; announces who joins and leaves. @param {MeetingPage} page */
export function installPeopleOnStage({ call, tiles, announcer, panels, news, volumes }) {
  tiles.addEventListener('more', () => panels.open('people'));

  /** @param {'came' | 'went'} kind @param {RemoteParticipant} participant */
  const tell = (kind, { identity }) => {
    const words = t(`people.${kind}`, { name: identity });
    announcer.show(words);
    news.tell({ kind, words });
  };

  /** @param {RemoteParticipant} participant */
  const showScreen = (participant) => {
    const id = `screen-${participant.sid}`;
    const shares = [...participant.videoTracks.values()].some(({ trackName }) => trackName === SCREEN);
    if (shares === Boolean(tiles.get(id))) return;
    if (!shares) {
      tiles.remove(id);
      return;
    }
    const tile = new ScreenTile(participant);
    volumes.keep(participant, tile);
    tiles.add(id, tile);
    announcer.show(t('screen.began', { name: participant.identity }), participant);
  };

  forEveryone(call, {
    came(participant, isNew) {
      // Whoever begins and ends a share all the time does not have the stage arranged all the time.
      const screenChanged = oncePerFrame(() => {
        if (call.others.includes(participant)) showScreen(participant);
      });
      const tile = new RemoteTile(participant);
      volumes.keep(participant, tile);
      tiles.add(participant.sid, tile);
      if (isNew) tell('came', participant);
      for (const event of /** @type {const} */ (['trackPublished', 'trackUnpublished'])) {
        participant.on(event, screenChanged);
      }
      showScreen(participant);
    },
    went(participant) {
      tiles.remove(participant.sid);
      tiles.remove(`screen-${participant.sid}`);
      if (call.room) tell('went', participant);
    },
  });
}

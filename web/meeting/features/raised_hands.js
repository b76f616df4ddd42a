/** @import { MeetingPage } from '../meeting_page.js' */
/** @import { RemoteParticipant } from '../../../client-wasm/api/remote_participant.js' */
/** @import { Tile } from '../stage/tile.js' */
import { create } from '../../common/create.js';
import { icon } from '../../common/icons.js';
import { t } from '../../i18n/translate.js';
import { SharedState } from '../messaging/shared_state.js';

/** Lets someone who would like to speak raise a hand. @param {MeetingPage} page */
export function installRaisedHands({ call, messages, controls, tiles, localTile, announcer }) {
  const hands = new SharedState({ call, messages }, 'hand');
  const control = controls.add({
    id: 'hand',
    icon: 'hand',
    label: 'hand.raise',
    key: 'h',
    place: 'wide',
    order: 200,
    act: () => {
      hands.mine = !hands.mine;
      announcer.say(t(hands.mine ? 'hand.is-raised' : 'hand.is-down'));
      show();
    },
  });

  function show() {
    control.set({
      pressed: hands.mine,
      state: t(hands.mine ? 'hand.is-raised' : 'hand.is-down'),
      action: t(hands.mine ? 'hand.lower' : 'hand.raise'),
    });
    mark(localTile, hands.mine);
  }

  hands.addEventListener('change', (event) => {
    const { participant, on } =
      /** @type {CustomEvent<{ participant: RemoteParticipant, on: boolean }>} */ (event).detail;
    const tile = tiles.get(participant.sid);
    if (tile) mark(tile, on);
    tiles.setRaised(participant.sid, on);
    if (on) announcer.show(t('hand.raised-by', { name: participant.identity }), participant);
  });
  call.addEventListener('left', show);
  show();
}

/**
 * @param {Tile} tile
 * @param {boolean} on
 */
function mark(tile, on) {
  if (!on) {
    tile.setSign('hand', null);
    return;
  }
  const words = create('span', { className: 'visually-hidden', text: t('hand.is-up') });
  tile.setSign('hand', create('span', { className: 'tile-hand' }, icon('hand'), words));
}

/** @import { MeetingPage } from '../meeting_page.js' */
/** @import { RemoteParticipant } from '../../../client-wasm/api/remote_participant.js' */
/** @import { Tile } from '../stage/tile.js' */
import { oncePerFrame } from '../../common/once_per_frame.js';
import { t } from '../../i18n/translate.js';
import { handSign } from './hand_sign.js';

/** Lets someone who would like to speak raise a hand, and shows whose turn it is. @param {MeetingPage} page */
export function installRaisedHands({ hands, controls, tiles, localTile, announcer }) {
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
    },
  });
  /** @type {Set<Tile>} */
  let marked = new Set();

  function show() {
    control.set({
      pressed: hands.mine,
      state: t(hands.mine ? 'hand.is-raised' : 'hand.is-down'),
      action: t(hands.mine ? 'hand.lower' : 'hand.raise'),
    });
    /** @type {Set<Tile>} */
    const raised = new Set();
    for (const [index, one] of hands.queue.entries()) {
      const tile = one ? tiles.get(one.sid) : localTile;
      if (!tile) continue;
      tile.setSign('hand', handSign(index + 1));
      raised.add(tile);
    }
    for (const tile of marked) if (!raised.has(tile)) tile.setSign('hand', null);
    marked = raised;
  }

  hands.addEventListener('raised', (event) => {
    const { participant, on } =
      /** @type {CustomEvent<{ participant: RemoteParticipant, on: boolean }>} */ (event).detail;
    tiles.setRaised(participant.sid, on);
    if (on) announcer.show(t('hand.raised-by', { name: participant.identity }), participant);
  });
  hands.addEventListener('lowered', () => announcer.show(t('hand.lowered-by-host')));
  // As often as anybody may raise and lower one.
  hands.addEventListener('change', oncePerFrame(show));
  show();
}

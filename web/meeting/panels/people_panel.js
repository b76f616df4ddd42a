/** @import { MeetingPage } from '../meeting_page.js' */
/** @import { RemoteParticipant } from '../../../client-wasm/api/remote_participant.js' */
/** @import { Person } from './person_row.js' */
import { create } from '../../common/create.js';
import { oncePerFrame } from '../../common/once_per_frame.js';
import { t } from '../../i18n/translate.js';
import { forEveryone } from '../call.js';
import { keepFocus } from '../focus/keep_focus.js';
import { handsList } from '../hands/hands_list.js';
import { PersonMenu } from '../host/person_menu.js';
import { waitingList } from '../host/waiting_list.js';
import { isOfScreen } from '../screen_names.js';
import { PeopleSearch } from './people_search.js';
import { PersonRow } from './person_row.js';

const CHANGES = /** @type {const} */ (['trackPublished', 'trackUnpublished', 'trackEnabled', 'trackDisabled',
  'reconnecting', 'reconnected', 'unreachable', 'reachable']);

const SELF = 'local';
/** As panels.css has it. */
const NARROW = '(max-width: 767px)';

/** Who is in the call, and who waits to come in. @param {MeetingPage} page */
export function installPeoplePanel(page) {
  const { call, controls, panels, microphone, camera, localTile, tiles, hands, volumes } = page;
  const list = create('ul', { className: 'people', attributes: { role: 'list' } });
  const search = new PeopleSearch(() => showRows());
  const element = create('div', { attributes: { tabindex: '0' } }, waitingList(page), handsList(page), search.element, list);
  const menu = new PersonMenu(page);
  /** @type {Map<string, PersonRow>} by participant */
  const rows = new Map();
  panels.add({ id: 'people', title: 'people.title', element });
  const control = controls.add({
    id: 'people',
    icon: 'people',
    label: 'people.title',
    key: 'p',
    place: 'wide',
    order: 400,
    act: () => panels.toggle('people'),
  });

  /** @param {RemoteParticipant} participant @param {(RemoteParticipant | null)[]} queue @returns {Person} */
  const other = (participant, queue) => ({
    name: participant.identity,
    isHost: participant.isHost,
    microphone: isOn(participant.audioTracks),
    camera: isOn(participant.videoTracks),
    problem: tiles.get(participant.sid)?.connection ?? '',
    hand: queue.indexOf(participant) + 1,
    volume: volumes.of(participant),
    show: () => reveal(participant.sid),
    options: (opener) => menu.open(participant, opener),
  });

  /** @param {string} id */
  function reveal(id) {
    // There the panel lies over the stage.
    if (matchMedia(NARROW).matches) panels.close();
    tiles.reveal(id);
  }

  const showRows = () => keepFocus(list, updateRows, () => element);

  function updateRows() {
    const { queue } = hands;
    const others = [...call.others].sort((left, right) => left.identity.localeCompare(right.identity));
    /** @type {[string, Person][]} */
    const people = [
      [SELF, {
        name: localTile.name,
        label: localTile.label,
        isHost: call.isHost,
        microphone: microphone.isWanted,
        camera: camera.isOn,
        hand: queue.indexOf(null) + 1,
        show: () => reveal(SELF),
      }],
      ...others.map((participant) => /** @type {[string, Person]} */ ([participant.sid, other(participant, queue)])),
    ];
    // Whoever would like to speak comes first, in the order in which they have said so.
    const turn = (/** @type {Person} */ { hand = 0 }) => hand || Infinity;
    people.sort(([, left], [, right]) => (turn(left) === turn(right) ? 0 : turn(left) - turn(right)));
    const found = search.choose(people, ([, { name }]) => name);
    for (const [sid, row] of rows) {
      if (found.some(([one]) => one === sid)) continue;
      row.element.remove();
      rows.delete(sid);
    }
    found.forEach(([sid, person], index) => {
      const row = rows.get(sid) ?? new PersonRow();
      rows.set(sid, row);
      row.update(person);
      if (list.children[index] !== row.element) list.insertBefore(row.element, list.children[index] ?? null);
    });
  }

  function show() {
    const knocking = call.waiting.length;
    const waiting = hands.queue.length;
    const size = t('people.count', { count: call.size });
    const count = waiting > 0 ? `${size}, ${t('hand.count', { count: waiting })}` : size;
    control.set({
      pressed: panels.current === 'people',
      badge: knocking || call.size,
      news: knocking > 0,
      state: knocking > 0 ? `${count}, ${t('host.many-knock', { count: knocking })}` : count,
    });
    if (panels.current === 'people') showRows();
  }

  // As often as anybody may switch a microphone on and off.
  const showSoon = oncePerFrame(show);

  for (const [source, event] of /** @type {const} */ ([[call, 'change'], [panels, 'change'],
    [microphone, 'change'], [camera, 'change']])) {
    source.addEventListener(event, show);
  }
  forEveryone(call, {
    came(participant) {
      for (const change of CHANGES) participant.on(change, showSoon);
    },
    went: () => menu.close(),
  });
  hands.addEventListener('change', showSoon);
  volumes.addEventListener('change', showSoon);
  call.addEventListener('left', () => menu.close());
  show();
}

/** Publications that do not belong to a shared screen. @param {Map<string, { isTrackEnabled: boolean, trackName: string }>} publications */
function isOn(publications) {
  return [...publications.values()].some(({ isTrackEnabled, trackName }) => isTrackEnabled && !isOfScreen(trackName));
}

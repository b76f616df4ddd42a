/** @import { MeetingPage } from '../meeting_page.js' */
/** @import { RemoteParticipant } from '../../../client-wasm/api/remote_participant.js' */
import { create } from '../../common/create.js';
import { icon } from '../../common/icons.js';
import { t } from '../../i18n/translate.js';
import { forEveryone } from '../call.js';
import { colourOf, initialsOf } from '../stage/initials.js';

const CHANGES = /** @type {const} */ (['trackPublished', 'trackUnpublished', 'trackEnabled', 'trackDisabled',
  'reconnecting', 'reconnected', 'unreachable', 'reachable']);

/** Who is in the call. @param {MeetingPage} page */
export function installPeoplePanel({ call, controls, panels, microphone, camera, localTile, tiles }) {
  const list = create('ul', { className: 'people', attributes: { role: 'list' } });
  const element = create('div', { attributes: { tabindex: '0' } }, list);
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

  const show = () => {
    control.set({
      pressed: panels.current === 'people',
      badge: call.size,
      state: t('people.count', { count: call.size }),
    });
    if (panels.current !== 'people') return;
    const others = [...call.others].sort((left, right) => left.identity.localeCompare(right.identity));
    list.replaceChildren(
      person({
        name: localTile.name,
        label: localTile.label,
        microphone: microphone.isWanted,
        camera: camera.isOn,
      }),
      ...others.map((participant) => person({
        name: participant.identity,
        microphone: isOn(participant.audioTracks),
        camera: isOn(participant.videoTracks),
        problem: tiles.get(participant.sid)?.connection ?? '',
      })),
    );
  };
  for (const [source, event] of /** @type {const} */ ([[call, 'change'], [panels, 'change'],
    [microphone, 'change'], [camera, 'change']])) {
    source.addEventListener(event, show);
  }
  forEveryone(call, {
    came(participant) {
      for (const change of CHANGES) participant.on(change, show);
    },
  });
  show();
}

/** @param {Map<string, { isTrackEnabled: boolean }>} publications */
function isOn(publications) {
  return publications.values().next().value?.isTrackEnabled ?? false;
}

/**
 * One line of the list.
 * @param {{ name: string, label?: string, microphone: boolean, camera: boolean, problem?: string }} about
 */
function person({ name, label = name, microphone, camera, problem = '' }) {
  const avatar = create('span', { className: 'tile-avatar person-avatar', text: initialsOf(name) });
  avatar.dataset.colour = String(colourOf(name));
  avatar.setAttribute('aria-hidden', 'true');
  const words = create('span', { className: 'person-name', text: label, attributes: { dir: 'auto' } });
  const line = create('li', { className: 'person' }, avatar, words);
  if (problem) line.append(create('span', { className: 'person-problem', text: problem }));
  if (!microphone) line.append(sign('microphone-off', t('tile.microphone-off')));
  if (!camera) line.append(sign('camera-off', t('tile.camera-off')));
  return line;
}

/**
 * @param {'microphone-off' | 'camera-off'} name
 * @param {string} words
 */
function sign(name, words) {
  const hidden = create('span', { className: 'visually-hidden', text: words });
  return create('span', { className: 'person-sign', attributes: { title: words } }, icon(name), hidden);
}

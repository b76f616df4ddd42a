/** @import { MeetingPage } from '../meeting/meeting_page.js' */
/** @import { Command, Greeting, Person, State } from './protocol.js' */
import { byId } from '../common/elements.js';
import { mayEmbed } from '../common/hosting.js';
import { takesNameOfAddress } from '../meeting/preferences.js';
import { contentOf } from './protocol.js';

/**
 * In a frame, `?embed`: shows less of the page around the meeting, and the embedding page can control
 * it. The server decides which pages may do that, by `frame-ancestors`.
 * @param {MeetingPage} page
 */
export function installEmbedding({ call, microphone, camera, screen, roomName }) {
  const wishes = new URLSearchParams(location.search);
  if (!wishes.has('embed')) return;
  document.body.dataset.embed = '';
  const nameField = byId('name', HTMLInputElement);
  const name = wishes.get('name');
  /** @param {string} name */
  const setName = (name) => {
    nameField.value = name;
    nameField.dispatchEvent(new Event('input'));
  };
  if (name !== null && takesNameOfAddress(name)) setName(name);
  if (window.parent === window) return;
  /** @type {string | null} of the page around, once it has greeted */
  let origin = null;

  /** @param {Greeting | State} said @param {string} to an origin */
  const send = (said, to) => window.parent.postMessage({ parley: said }, to);

  const tell = () => {
    if (origin === null) return;
    send({
      type: 'state',
      phase: call.phase,
      room: roomName,
      microphone: microphone.isOn,
      camera: camera.isOn,
      screen: screen.isOn,
      self: call.room ? personOf(call.room.localParticipant) : null,
      participants: call.others.map(personOf),
      error: call.error && 'id' in call.error ? String(call.error.id) : '',
    }, origin);
  };

  /** @param {Command} command */
  const obey = (command) => {
    if (command.type === 'join') {
      if (typeof command.name === 'string') nameField.value = command.name;
      if (call.phase === 'ready') byId('join-form', HTMLFormElement).requestSubmit();
    } else if (command.type === 'leave') {
      call.leave();
    } else if (command.type === 'microphone') {
      microphone.setWanted(command.on === true);
    } else if (command.type === 'camera') {
      camera.setWanted(command.on === true);
    } else if (command.type === 'screen') {
      if (command.on === true) screen.start();
      else screen.stop();
    } else if (command.type === 'name' && typeof command.name === 'string') {
      setName(command.name);
    }
  };

  addEventListener('message', async ({ data, origin: from, source }) => {
    // A page without an origin cannot be answered.
    if (source !== window.parent || from === 'null') return;
    /** @type {Command | null} */
    const command = contentOf(data);
    if (!command) return;
    if (!(await mayEmbed(from))) {
      if (command.type === 'hello') send({ type: 'refused' }, from);
    } else if (command.type === 'hello') {
      origin = from;
      tell();
    } else if (from === origin) {
      obey(command);
    }
  });
  for (const source of [call, microphone, camera, screen]) source.addEventListener('change', tell);
  // We cannot know the embedding page yet; this only says that there is a meeting.
  send({ type: 'hello' }, '*');
  addEventListener('pagehide', () => {
    if (origin !== null) send({ type: 'goodbye' }, origin);
  });
}

/** @param {Person} participant */
function personOf({ sid, identity }) {
  return { sid, identity };
}

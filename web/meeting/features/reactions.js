/** @import { MeetingPage } from '../meeting_page.js' */
/** @import { MessageKey } from '../../i18n/translate.js' */
import { create, createButton } from '../../common/create.js';
import { t } from '../../i18n/translate.js';
import { Menu } from '../menus/menu.js';

/** @type {Record<string, { emoji: string, words: MessageKey }>} */
const REACTIONS = {
  'thumbs-up': { emoji: '👍', words: 'reaction.thumbs-up' },
  clapping: { emoji: '👏', words: 'reaction.clapping' },
  heart: { emoji: '❤️', words: 'reaction.heart' },
  laughing: { emoji: '😂', words: 'reaction.laughing' },
  surprised: { emoji: '😮', words: 'reaction.surprised' },
  celebrating: { emoji: '🎉', words: 'reaction.celebrating' },
};

const SHOWN_MS = 4000;

/** Of one participant; what comes sooner is neither sent nor shown. */
const LEAST_MS = 250;

/** An emoji on the tile of the participant who sends it. @param {MeetingPage} page */
export function installReactions({ call, messages, controls, tiles, localTile, announcer }) {
  let lastSent = -Infinity;
  const menu = new Menu({ id: 'reactions-menu', title: 'reaction.title', className: 'reactions' });
  for (const [name, { emoji, words }] of Object.entries(REACTIONS)) {
    const attributes = { role: 'menuitem', 'aria-label': t(words), title: t(words), 'data-reaction': name };
    menu.body.append(createButton({ className: 'btn reaction', text: emoji, attributes }, () => {
      if (performance.now() - lastSent < LEAST_MS) return;
      lastSent = performance.now();
      messages.send({ type: 'reaction', name });
      float(localTile.element, emoji);
    }));
  }
  const control = controls.add({
    id: 'reactions',
    icon: 'reaction',
    label: 'reaction.title',
    key: 'e',
    opens: 'menu',
    place: 'wide',
    order: 210,
    act: () => menu.toggle(control.button),
  });

  /** @type {Map<string, number>} */
  const lastShown = new Map();
  messages.on('reaction', ({ name }, from) => {
    const { sid, identity } = from;
    const reaction = typeof name === 'string' && Object.hasOwn(REACTIONS, name) ? REACTIONS[name] : null;
    const now = performance.now();
    if (!reaction || now - (lastShown.get(sid) ?? -Infinity) < LEAST_MS) return;
    lastShown.set(sid, now);
    const tile = tiles.get(sid);
    if (tile) float(tile.element, reaction.emoji);
    announcer.say(t('reaction.by', { name: identity, reaction: t(reaction.words) }), from);
  });
  call.addEventListener('left', () => lastShown.clear());
}

/**
 * @param {HTMLElement} tile
 * @param {string} emoji
 */
function float(tile, emoji) {
  const picture = create('span', { className: 'tile-reaction', text: emoji, attributes: { 'aria-hidden': 'true' } });
  tile.append(picture);
  setTimeout(() => picture.remove(), SHOWN_MS);
}

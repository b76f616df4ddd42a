/** @import { MeetingPage } from '../meeting_page.js' */
import { create, createButton } from '../../common/create.js';
import { byId } from '../../common/elements.js';
import { icon } from '../../common/icons.js';
import { oncePerFrame } from '../../common/once_per_frame.js';
import { listIn, t } from '../../i18n/translate.js';
import { forEveryone } from '../call.js';
import { meetingSecurity } from './meeting_security.js';

/** A lock in the page's head that says whether anybody can be in between, and the alarm if somebody is. @param {MeetingPage} page */
export function installSecurity({ call, controls, notices, announcer, securityDialog }) {
  const sign = create('span', { className: 'security-sign' });
  const button = createButton({ className: 'btn btn-icon', attributes: { id: 'security-button', 'aria-haspopup': 'dialog' } },
    () => securityDialog.open(), sign);
  byId('masthead-actions', HTMLElement).prepend(button);
  // On small screens and in frames there is no head.
  controls.add({
    id: 'show-security',
    icon: 'shield',
    label: 'security.title',
    opens: 'dialog',
    place: 'menu',
    order: 525,
    act: () => securityDialog.open(),
  });
  let shown = '';

  function show() {
    const security = meetingSecurity(call.others);
    button.hidden = call.phase !== 'in-call' || security === 'alone';
    if (security === shown) return;
    const wasVerified = shown === 'verified';
    shown = security;
    button.dataset.security = security;
    sign.replaceChildren(icon(security === 'verified' ? 'lock' : security === 'forged' ? 'alert' : 'unlock'));
    const words = t(`security.${security}`);
    button.title = words;
    button.setAttribute('aria-label', `${t('security.title')}: ${words}`);
    // It is what people rely on; that somebody has come without the key is no cause for alarm, but for knowing.
    if (security === 'verified' || (wasVerified && security === 'some')) announcer.say(words);
  }

  const showSoon = oncePerFrame(show);

  function warn() {
    const names = call.others.filter(({ verification }) => verification === 'forged').map(({ identity }) => identity);
    notices.show('forged', names.length > 0 ? t('security.alarm', { name: listIn(names) }) : '', 'danger');
    showSoon();
  }

  forEveryone(call, {
    came: (participant) => participant.on('verificationChanged', warn),
    went: warn,
  });
  call.addEventListener('change', showSoon);
  show();
}

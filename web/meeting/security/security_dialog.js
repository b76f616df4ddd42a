/** @import { RemoteParticipant } from '../../../client-wasm/api/remote_participant.js' */
/** @import { Call } from '../call.js' */
/** @import { CompareCodes } from './compare_codes.js' */
import { create } from '../../common/create.js';
import { icon } from '../../common/icons.js';
import { oncePerFrame } from '../../common/once_per_frame.js';
import { t } from '../../i18n/translate.js';
import { forEveryone } from '../call.js';
import { Dialog } from '../dialogs/dialog.js';
import { meetingSecurity } from './meeting_security.js';

/** Whether anybody can be in between, for each of the others, and the codes with which people find out themselves. */
export class SecurityDialog {
  #call;
  #codes;
  /** Whom it is about; null: all. @type {RemoteParticipant | null} */
  #only = null;
  #dialog = new Dialog({ id: 'security', title: 'security.title' });
  #summary = create('p', { className: 'security-summary', attributes: { role: 'status' } });
  #about = create('p', { className: 'form-text', text: t('security.code-about') });
  #list = create('ul', { className: 'security-people', attributes: { role: 'list' } });

  /**
   * @param {Call} call
   * @param {CompareCodes} codes
   */
  constructor(call, codes) {
    this.#call = call;
    this.#codes = codes;
    this.#dialog.body.append(this.#summary, this.#list, this.#about);
    this.#dialog.body.tabIndex = 0;
    this.#dialog.addEventListener('open', () => this.#show());
    const showSoon = oncePerFrame(() => {
      if (this.#dialog.isOpen) this.#show();
    });
    codes.addEventListener('change', showSoon);
    call.addEventListener('change', showSoon);
    call.addEventListener('left', () => this.close());
    forEveryone(call, { came: (participant) => participant.on('verificationChanged', showSoon) });
  }

  /** @param {RemoteParticipant} [participant] of whom people want to know; the others are not shown then */
  open(participant) {
    this.#only = participant ?? null;
    this.#dialog.open();
  }

  close() {
    this.#dialog.close();
  }

  #show() {
    const people = this.#only ? [this.#only] : this.#call.others;
    this.#summary.textContent = t(`security.${meetingSecurity(people)}`);
    this.#about.hidden = people.length === 0;
    this.#list.replaceChildren(...people.map((participant) => this.#line(participant)));
  }

  /** @param {RemoteParticipant} participant */
  #line(participant) {
    const { identity, verification } = participant;
    const code = this.#codes.of(participant);
    return create('li', { className: `security-person is-${verification}` },
      icon(verification === 'verified' ? 'lock' : verification === 'forged' ? 'alert' : 'unlock'),
      create('span', { className: 'security-name', text: identity, attributes: { dir: 'auto' } }),
      create('span', { className: 'security-state', text: t(`security.is-${verification}`) }),
      verification === 'forged' ? '' : create('span', {
        className: code ? 'security-code' : 'security-no-code',
        text: code || t('security.no-code'),
        attributes: code ? { lang: 'en', dir: 'ltr' } : {},
      }));
  }
}

/** @typedef {'blocked-by-page' | 'unreachable' | 'refused' | 'other-origin'} FrameErrorReason */

/** Which directives of a page's policy say what it may have in frames, in the order in which they count. */
const ABOUT_FRAMES = ['frame-src', 'child-src', 'default-src'];

const PATIENCE_MS = 10_000;

/** Why the frame shows no meeting; the message is for the page's developer. */
export class FrameError extends Error {
  /** @override */
  name = 'FrameError';
  reason;

  /**
   * @param {FrameErrorReason} reason
   * @param {string} message
   */
  constructor(reason, message) {
    super(message);
    this.reason = reason;
  }

  /** @param {string} origin that the policy of the page around the frame lets it show nothing of */
  static blocked(origin) {
    return new FrameError('blocked-by-page', `The Content-Security-Policy of this page allows no frame of ${origin}.`);
  }

  /** @param {string} origin that the frame does not answer for this page */
  static refused(origin) {
    return new FrameError('refused', `${origin} shows no meeting in a page of ${location.origin}: ` +
      'its server allows that by --embed-origin, files on another host by embedOrigins in config.json and frame-ancestors.');
  }

  /** @param {string} origin that was asked @param {string} other that answered */
  static elsewhere(origin, other) {
    return new FrameError('other-origin', `The meeting came from ${other}, not from ${origin}: give that as "server".`);
  }

  /**
   * Finds out why a frame has not answered in time.
   * @param {URL} address
   */
  static async ofSilent({ origin, href }) {
    try {
      // Any answer at all means that the server can be reached.
      await fetch(href, { method: 'HEAD', mode: 'no-cors', credentials: 'omit', cache: 'no-store', signal: AbortSignal.timeout(PATIENCE_MS) });
      return FrameError.refused(origin);
    } catch {
      return new FrameError('unreachable', `${origin} does not answer.`);
    }
  }
}

/**
 * Calls back when the page's own policy keeps frames of an origin out.
 * @param {string} origin
 * @param {AbortSignal} signal ends it
 * @param {() => void} blocked
 */
export function watchPolicy(origin, signal, blocked) {
  document.addEventListener('securitypolicyviolation', ({ blockedURI, disposition, effectiveDirective }) => {
    if (disposition !== 'enforce' || !ABOUT_FRAMES.includes(effectiveDirective)) return;
    if (blockedURI === origin || blockedURI.startsWith(`${origin}/`)) blocked();
  }, { signal });
}

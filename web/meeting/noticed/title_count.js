/** @import { MeetingPage } from '../meeting_page.js' */
import { t } from '../../i18n/translate.js';

/** The number of messages and knocks that wait, in the tab's title and on the installed app. @param {MeetingPage} page */
export function showCount({ news }) {
  let bare = document.title;
  let shown = 0;

  news.addEventListener('waiting', () => {
    const { waiting } = news;
    if (shown === 0) bare = document.title;
    shown = waiting;
    document.title = waiting > 0 ? t('noticed.count', { count: waiting, title: bare }) : bare;
    badge(waiting);
  });
  // The app's badge would outlive its page.
  addEventListener('pagehide', () => badge(0));
}

/** @param {number} count */
function badge(count) {
  // Refused where the page is no app, or in a frame.
  navigator.setAppBadge?.(count).catch(() => {});
}

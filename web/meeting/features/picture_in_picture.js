/** @import { MeetingPage } from '../meeting_page.js' */
import { singleFlight } from '../../common/one_at_a_time.js';

/** A small window over other programs that shows the large tile or the speaker. @param {MeetingPage} page */
export function installPictureInPicture({ call, controls, tiles }) {
  if (!document.pictureInPictureEnabled) return;
  const control = controls.add({
    id: 'picture-in-picture',
    icon: 'pip',
    label: 'view.picture-in-picture',
    key: 'o',
    place: 'menu',
    order: 520,
    act: () => toggle(),
  });

  /** The picture that is most worth seeing. */
  function best() {
    const ids = [tiles.focused, tiles.speaker, ...call.others.map(({ sid }) => sid)];
    return ids.map((id) => (id ? tiles.get(id)?.video : null)).find((video) => video) ?? null;
  }

  const toggle = singleFlight(async () => {
    try {
      await (document.pictureInPictureElement ? document.exitPictureInPicture() : best()?.requestPictureInPicture());
    } catch {
      // The window was closed just then, or there is no picture to show yet.
    }
  });

  function update() {
    control.set({ hidden: best() === null, pressed: document.pictureInPictureElement !== null });
    const shown = document.pictureInPictureElement;
    // Someone who has left, or has switched the camera off, would remain as the last picture.
    if (shown && shown !== best() && !shown.closest('.has-video')) toggle();
  }

  for (const event of ['enterpictureinpicture', 'leavepictureinpicture']) {
    document.addEventListener(event, update, { capture: true });
  }
  tiles.addEventListener('change', update);
  call.addEventListener('change', update);
  update();
}

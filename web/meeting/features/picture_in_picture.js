/** @import { MeetingPage } from '../meeting_page.js' */

/** A small window over other programs, with whoever is large or speaks. @param {MeetingPage} page */
export function installPictureInPicture({ call, controls, tiles }) {
  if (!document.pictureInPictureEnabled) return;
  const control = controls.add({
    id: 'picture-in-picture',
    icon: 'pip',
    label: 'view.picture-in-picture',
    key: 'o',
    place: 'menu',
    order: 520,
    act: () => (document.pictureInPictureElement ? document.exitPictureInPicture() : open()),
  });

  /** The picture that is most worth seeing. */
  function best() {
    const ids = [tiles.focused, tiles.speaker, ...call.others.map(({ sid }) => sid)];
    return ids.map((id) => (id ? tiles.get(id)?.video : null)).find((video) => video) ?? null;
  }

  async function open() {
    try {
      await best()?.requestPictureInPicture();
    } catch {
      // The browser wants a press of a button for it, which a change of the speaker is not.
    }
  }

  function update() {
    control.set({ hidden: best() === null, pressed: document.pictureInPictureElement !== null });
    const shown = document.pictureInPictureElement;
    // Who has gone, or has switched the camera off, would stay as the last picture.
    if (shown && shown !== best() && !shown.closest('.has-video')) document.exitPictureInPicture();
  }

  for (const event of ['enterpictureinpicture', 'leavepictureinpicture']) {
    document.addEventListener(event, update, { capture: true });
  }
  tiles.addEventListener('change', update);
  call.addEventListener('change', update);
  update();
}

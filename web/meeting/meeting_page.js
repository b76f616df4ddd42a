import { byId } from '../common/elements.js';
import { Announcer } from './announcer.js';
import { Call } from './call.js';
import { ControlBar } from './controls/control_bar.js';
import { Device } from './devices/device.js';
import { SettingsDialog } from './dialogs/settings_dialog.js';
import { SharedScreen } from './features/shared_screen.js';
import { RaisedHands } from './hands/raised_hands.js';
import { Messages } from './messaging/messages.js';
import { NewsDesk } from './news.js';
import { Notices } from './notices.js';
import { PanelArea } from './panels/panel_area.js';
import { CompareCodes } from './security/compare_codes.js';
import { SecurityDialog } from './security/security_dialog.js';
import { Shortcuts } from './shortcuts.js';
import { LocalTile } from './stage/local_tile.js';
import { Tiles } from './stage/tiles.js';
import { Volumes } from './volume/volumes.js';

/**
 * What the meeting's features work with. Each is a function `install…(page)`,
 * listed in web/room.js, that adds its buttons, panels, keys and settings, and listens to the call;
 * they do not know each other.
 */
export class MeetingPage {
  roomName;
  microphone = new Device('audio');
  camera = new Device('video');
  call = new Call([this.microphone, this.camera]);
  messages = new Messages(this.call);
  hands = new RaisedHands(this);
  tiles = new Tiles(byId('tiles', HTMLElement), byId('tiles-scene', HTMLElement), byId('tiles-frame', HTMLElement));
  localTile = new LocalTile({ microphone: this.microphone, camera: this.camera });
  notices = new Notices(byId('notice', HTMLElement));
  announcer = new Announcer(byId('announcements', HTMLElement), byId('toasts', HTMLElement));
  news = new NewsDesk();
  screen = new SharedScreen(this);
  panels = new PanelArea(byId('side', HTMLElement));
  shortcuts = new Shortcuts(() => this.call.phase === 'in-call');
  controls = new ControlBar(byId('controls', HTMLElement), this.shortcuts);
  settings = new SettingsDialog();
  volumes = new Volumes(this);
  securityDialog = new SecurityDialog(this.call, new CompareCodes(this));

  /** @param {string} roomName */
  constructor(roomName) {
    this.roomName = roomName;
    this.tiles.add('local', this.localTile);
  }
}

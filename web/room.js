import { preload } from '../client-wasm/api/index.js';
import { showBranding } from './branding/show_branding.js';
import { byId } from './common/elements.js';
import { homeAddress } from './common/hosting.js';
import { fillIcons } from './common/icons.js';
import { roomNameIn, roomNameProblem } from './common/room_name.js';
import { installEmbedding } from './embed/install_embedding.js';
import { speak } from './i18n/page_language.js';
import { t } from './i18n/translate.js';
import { installChooseDevices } from './meeting/before/choose_devices.js';
import { installFocus } from './meeting/before/focus.js';
import { installLevel } from './meeting/before/level.js';
import { installUnblock } from './meeting/before/unblock.js';
import { installBackground } from './meeting/background/install_background.js';
import { installChat } from './meeting/chat/chat_panel.js';
import { bindDeviceToggle } from './meeting/controls/device_toggle.js';
import { startDevices } from './meeting/devices/start_devices.js';
import { installShortcutsDialog } from './meeting/dialogs/shortcuts_dialog.js';
import { installBlockedSound } from './meeting/features/blocked_sound.js';
import { installChosenSpeaker } from './meeting/features/chosen_speaker.js';
import { installDeviceChanges } from './meeting/features/device_changes.js';
import { installFlipCamera } from './meeting/features/flip_camera.js';
import { installHeldBack } from './meeting/features/held_back.js';
import { installJoining } from './meeting/features/joining.js';
import { installMutedWarning } from './meeting/features/muted_warning.js';
import { installPages } from './meeting/features/pages.js';
import { installPeopleOnStage } from './meeting/features/people_on_stage.js';
import { installPictureInPicture } from './meeting/features/picture_in_picture.js';
import { installPresenting } from './meeting/features/presenting.js';
import { installPushToTalk } from './meeting/features/push_to_talk.js';
import { installReactions } from './meeting/features/reactions.js';
import { installReport } from './meeting/features/report.js';
import { installScreens } from './meeting/features/screens.js';
import { installSettings } from './meeting/features/settings.js';
import { installShareScreen } from './meeting/features/share_screen.js';
import { installSpeakers } from './meeting/features/speakers.js';
import { installViews } from './meeting/features/views.js';
import { installWakeLock } from './meeting/features/wake_lock.js';
import { installWelcome } from './meeting/features/welcome.js';
import { installWhoIsHere } from './meeting/features/who_is_here.js';
import { installRaisedHands } from './meeting/hands/install_raised_hands.js';
import { installKnocking } from './meeting/host/knocking.js';
import { installLeaveMenu } from './meeting/host/leave_menu.js';
import { installRoomSettings } from './meeting/host/room_settings.js';
import { installToldByHost } from './meeting/host/told_by_host.js';
import { MeetingPage } from './meeting/meeting_page.js';
import { installNoticed } from './meeting/noticed/install_noticed.js';
import { installPeoplePanel } from './meeting/panels/people_panel.js';
import { installPictureQuality } from './meeting/quality/install_picture_quality.js';
import { installQuality } from './meeting/quality/install_quality.js';
import { installRecording } from './meeting/recording/recording.js';
import { installSecurity } from './meeting/security/install_security.js';
import { installShare } from './meeting/share/install_share.js';

/** A browser that needs no answer of the person has the devices by then. */
const PATIENCE_MS = 1500;

/** In the order in which they hear of what happens in the call. */
const FEATURES = [
  installPeopleOnStage,
  installWelcome,
  installJoining,
  installWhoIsHere,
  installDeviceChanges,
  installChosenSpeaker,
  installBlockedSound,
  installUnblock,
  installLevel,
  installBackground,
  installChooseDevices,
  installPushToTalk,
  installFlipCamera,
  installMutedWarning,
  installSpeakers,
  installShareScreen,
  installPresenting,
  installScreens,
  installRaisedHands,
  installReactions,
  installChat,
  installHeldBack,
  installPeoplePanel,
  installKnocking,
  installRoomSettings,
  installLeaveMenu,
  installToldByHost,
  installShare,
  installSecurity,
  installQuality,
  installPictureQuality,
  installViews,
  installPages,
  installRecording,
  installPictureInPicture,
  installSettings,
  installNoticed,
  installReport,
  installShortcutsDialog,
  installWakeLock,
  installEmbedding,
  installFocus,
];

preload();
await speak();
fillIcons();
showBranding();
byId('home-link', HTMLAnchorElement).href = homeAddress();

const page = new MeetingPage(roomNameIn(location));
const { microphone, camera, notices, shortcuts, roomName } = page;
byId('room-title', HTMLElement).textContent = roomName;
bindDeviceToggle(byId('microphone', HTMLButtonElement), microphone, shortcuts);
bindDeviceToggle(byId('camera', HTMLButtonElement), camera, shortcuts);
for (const install of FEATURES) install(page);

if (roomNameProblem(roomName)) {
  notices.show('room', t('before.no-room'), 'danger');
} else {
  document.title = t('before.room-document-title', { room: roomName });
}

const waiting = setTimeout(() => notices.show('media', t('media.waiting')), PATIENCE_MS);
await startDevices(microphone, camera);
clearTimeout(waiting);
if (!microphone.problem && !camera.problem) notices.show('media', '');

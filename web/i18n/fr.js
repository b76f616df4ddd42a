// Français.

/** @type {Record<import('./translate.js').MessageKey, import('./translate.js').Message>} */
export default {
  'common.dismiss': 'Masquer ce message',
  'common.needs-javascript': 'Parley a besoin de JavaScript pour la caméra, le micro et l’appel lui-même.',

  'lobby.document-title': 'Parley – réunions vidéo',
  'lobby.description': 'Réunions vidéo dans le navigateur. Rien à installer, aucun compte.',
  'lobby.title': 'Face à face, sur votre propre serveur.',
  'lobby.lead': 'Nommez un salon, partagez son lien et parlez. Rien à installer, aucun compte à créer ; l’image et le son vont directement d’un navigateur à l’autre.',
  'lobby.room-label': 'Nom du salon',
  'lobby.create': 'Ouvrir le salon',
  'lobby.help': 'Pour rejoindre une réunion déjà commencée, saisissez le même nom.',

  'room-name.empty': 'Veuillez donner un nom au salon.',
  'room-name.dots': 'Un salon ne peut pas s’appeler « . » ni « .. ».',
  'room-name.characters': 'Le nom contient des caractères qui ne peuvent pas être affichés.',
  'room-name.long': 'Le nom est trop long. Veuillez en choisir un plus court.',

  'before.document-title': 'Parley – réunion vidéo',
  'before.title': 'Prêt à rejoindre ?',
  'before.name': 'Votre nom',
  'before.name-missing': 'Veuillez indiquer votre nom.',
  'before.join': 'Rejoindre',
  'before.connecting': 'Connexion…',
  'before.no-room': 'Cette adresse ne désigne aucun salon. Choisissez-en un à l’accueil.',
  'before.room-document-title': '{room} – Parley',

  'share.copy': 'Copier le lien',
  'share.copied': 'Copié',
  'share.not-allowed': 'Non autorisé',

  'device.microphone': 'Micro',
  'device.camera': 'Caméra',
  'device.microphone-on': 'Activer le micro',
  'device.microphone-off': 'Couper le micro',
  'device.microphone-retry': 'Réessayer le micro',
  'device.camera-on': 'Activer la caméra',
  'device.camera-off': 'Couper la caméra',
  'device.camera-retry': 'Réessayer la caméra',

  'media.waiting': 'Autorisez la caméra et le micro dans la question du navigateur pour être vu et entendu, ou continuez sans.',
  'media.denied-both': 'La caméra et le micro sont bloqués. Autorisez-les dans la barre d’adresse du navigateur pour être vu et entendu, ou continuez sans.',
  'media.denied-video': 'La caméra est bloquée. Autorisez-la dans la barre d’adresse du navigateur pour être vu, ou continuez sans.',
  'media.denied-audio': 'Le micro est bloqué. Autorisez-le dans la barre d’adresse du navigateur pour être entendu, ou continuez sans.',
  'media.missing-both': 'Aucune caméra ni aucun micro trouvés. Branchez-en pour être vu et entendu, ou continuez sans.',
  'media.missing-video': 'Aucune caméra trouvée. Branchez-en une pour être vu, ou continuez sans.',
  'media.missing-audio': 'Aucun micro trouvé. Branchez-en un pour être entendu, ou continuez sans.',
  'media.busy-both': 'La caméra et le micro sont utilisés par un autre programme. Fermez-le pour être vu et entendu, ou continuez sans.',
  'media.busy-video': 'La caméra est utilisée par un autre programme. Fermez-le pour être vu, ou continuez sans.',
  'media.busy-audio': 'Le micro est utilisé par un autre programme. Fermez-le pour être entendu, ou continuez sans.',
  'media.insecure-both': 'La caméra et le micro ne fonctionnent qu’en https. Adressez-vous à qui gère ce serveur, ou continuez sans.',
  'media.insecure-video': 'La caméra ne fonctionne qu’en https. Adressez-vous à qui gère ce serveur, ou continuez sans.',
  'media.insecure-audio': 'Le micro ne fonctionne qu’en https. Adressez-vous à qui gère ce serveur, ou continuez sans.',
  'media.failed-both': 'La caméra et le micro n’ont pas pu démarrer. Appuyez sur le bouton pour réessayer, ou continuez sans.',
  'media.failed-video': 'La caméra n’a pas pu démarrer. Appuyez sur le bouton pour réessayer, ou continuez sans.',
  'media.failed-audio': 'Le micro n’a pas pu démarrer. Appuyez sur le bouton pour réessayer, ou continuez sans.',

  'call.room-full': 'Ce salon est complet. Réessayez quand quelqu’un sera parti.',
  'call.server-full': 'Le serveur est complet. Veuillez réessayer plus tard.',
  'call.bad-room-name': 'Ce salon ne peut pas être ouvert : son nom n’est pas autorisé. Choisissez-en un autre à l’accueil.',
  'call.bad-identity': 'Ce nom est trop long. Veuillez en choisir un plus court.',
  'call.failed': 'La connexion a échoué. Le serveur fonctionne-t-il ?',
  'call.leave': 'Quitter',
  'call.disconnected': 'Non connecté.',
  'call.reconnecting': 'Reconnexion…',
  'call.online': {
    one: '{count} personne en ligne.',
    other: '{count} personnes en ligne.',
  },

  'peer.no-answer': 'Ne répond pas. Demandez-lui de recharger la page.',
  'peer.no-candidates': 'Pas de connexion. Un navigateur ne peut pas utiliser le réseau : vérifiez VPN et pare-feu.',
  'peer.no-path': 'Pas de connexion. Un pare-feu s’interpose peut-être : essayez un autre réseau.',

  'tile.me': 'Moi',
  'tile.you': '{name} (vous)',
  'tile.microphone-off': 'Micro coupé',

  'stage.label': 'Participants',
};

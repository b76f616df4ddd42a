// Deutsch.

/** @type {Record<import('./translate.js').MessageKey, import('./translate.js').Message>} */
export default {
  'common.dismiss': 'Diese Meldung wegräumen',
  'common.needs-javascript': 'Parley braucht JavaScript für die Kamera, das Mikrofon und das Gespräch selbst.',

  'lobby.document-title': 'Parley – Videotreffen',
  'lobby.description': 'Videotreffen im Browser. Nichts zu installieren, kein Konto.',
  'lobby.title': 'Von Angesicht zu Angesicht, auf dem eigenen Server.',
  'lobby.lead': 'Einen Raum benennen, den Link weitergeben und reden. Nichts ist zu installieren, kein Konto anzulegen; Bild und Ton gehen direkt von Browser zu Browser.',
  'lobby.room-label': 'Name des Raums',
  'lobby.create': 'Raum eröffnen',
  'lobby.help': 'Um an einem laufenden Treffen teilzunehmen, denselben Namen eingeben.',

  'room-name.empty': 'Bitte einen Namen für den Raum eingeben.',
  'room-name.dots': 'Ein Raum kann nicht „.“ oder „..“ heißen.',
  'room-name.characters': 'Der Name enthält Zeichen, die sich nicht darstellen lassen.',
  'room-name.long': 'Der Name ist zu lang. Bitte einen kürzeren wählen.',

  'before.document-title': 'Parley – Videotreffen',
  'before.title': 'Bereit?',
  'before.name': 'Ihr Name',
  'before.name-missing': 'Bitte geben Sie Ihren Namen ein.',
  'before.join': 'Teilnehmen',
  'before.connecting': 'Verbinde …',
  'before.no-room': 'Diese Adresse nennt keinen Raum. Wählen Sie einen in der Lobby.',
  'before.room-document-title': '{room} – Parley',

  'share.copy': 'Link kopieren',
  'share.copied': 'Kopiert',
  'share.not-allowed': 'Nicht erlaubt',

  'device.microphone': 'Mikrofon',
  'device.camera': 'Kamera',
  'device.microphone-on': 'Mikrofon einschalten',
  'device.microphone-off': 'Mikrofon ausschalten',
  'device.microphone-retry': 'Mikrofon noch einmal versuchen',
  'device.camera-on': 'Kamera einschalten',
  'device.camera-off': 'Kamera ausschalten',
  'device.camera-retry': 'Kamera noch einmal versuchen',

  'media.waiting': 'Erlauben Sie Kamera und Mikrofon in der Frage Ihres Browsers, um gesehen und gehört zu werden, oder machen Sie ohne weiter.',
  'media.denied-both': 'Kamera und Mikrofon sind blockiert. Erlauben Sie beide in der Adressleiste des Browsers, um gesehen und gehört zu werden, oder machen Sie ohne weiter.',
  'media.denied-video': 'Die Kamera ist blockiert. Erlauben Sie sie in der Adressleiste des Browsers, um gesehen zu werden, oder machen Sie ohne weiter.',
  'media.denied-audio': 'Das Mikrofon ist blockiert. Erlauben Sie es in der Adressleiste des Browsers, um gehört zu werden, oder machen Sie ohne weiter.',
  'media.missing-both': 'Weder Kamera noch Mikrofon wurde gefunden. Schließen Sie sie an, um gesehen und gehört zu werden, oder machen Sie ohne weiter.',
  'media.missing-video': 'Keine Kamera gefunden. Schließen Sie eine an, um gesehen zu werden, oder machen Sie ohne weiter.',
  'media.missing-audio': 'Kein Mikrofon gefunden. Schließen Sie eines an, um gehört zu werden, oder machen Sie ohne weiter.',
  'media.busy-both': 'Kamera und Mikrofon werden von einem anderen Programm benutzt. Schließen Sie es, um gesehen und gehört zu werden, oder machen Sie ohne weiter.',
  'media.busy-video': 'Die Kamera wird von einem anderen Programm benutzt. Schließen Sie es, um gesehen zu werden, oder machen Sie ohne weiter.',
  'media.busy-audio': 'Das Mikrofon wird von einem anderen Programm benutzt. Schließen Sie es, um gehört zu werden, oder machen Sie ohne weiter.',
  'media.insecure-both': 'Kamera und Mikrofon gehen nur über https. Fragen Sie, wer diesen Server betreibt, oder machen Sie ohne weiter.',
  'media.insecure-video': 'Die Kamera geht nur über https. Fragen Sie, wer diesen Server betreibt, oder machen Sie ohne weiter.',
  'media.insecure-audio': 'Das Mikrofon geht nur über https. Fragen Sie, wer diesen Server betreibt, oder machen Sie ohne weiter.',
  'media.failed-both': 'Kamera und Mikrofon ließen sich nicht starten. Drücken Sie die Taste, um es noch einmal zu versuchen, oder machen Sie ohne weiter.',
  'media.failed-video': 'Die Kamera ließ sich nicht starten. Drücken Sie die Taste, um es noch einmal zu versuchen, oder machen Sie ohne weiter.',
  'media.failed-audio': 'Das Mikrofon ließ sich nicht starten. Drücken Sie die Taste, um es noch einmal zu versuchen, oder machen Sie ohne weiter.',

  'call.room-full': 'Dieser Raum ist voll. Versuchen Sie es wieder, wenn jemand gegangen ist.',
  'call.server-full': 'Der Server ist voll. Bitte versuchen Sie es später noch einmal.',
  'call.bad-room-name': 'Dieser Raum lässt sich nicht öffnen: Sein Name ist nicht erlaubt. Wählen Sie in der Lobby einen anderen.',
  'call.bad-identity': 'Dieser Name ist zu lang. Bitte wählen Sie einen kürzeren.',
  'call.failed': 'Die Verbindung ist fehlgeschlagen. Läuft der Server?',
  'call.leave': 'Auflegen',
  'call.disconnected': 'Nicht verbunden.',
  'call.reconnecting': 'Verbinde wieder …',
  'call.online': {
    one: '{count} Person dabei.',
    other: '{count} Personen dabei.',
  },

  'peer.no-answer': 'Keine Antwort. Bitten Sie darum, die Seite neu zu laden.',
  'peer.no-candidates': 'Keine Verbindung. Ein Browser darf das Netz nicht benutzen: VPN und Firewall prüfen.',
  'peer.no-path': 'Keine Verbindung. Vielleicht ist eine Firewall dazwischen: Versuchen Sie ein anderes Netz.',

  'tile.me': 'Ich',
  'tile.you': '{name} (Sie)',
  'tile.microphone-off': 'Mikrofon aus',

  'stage.label': 'Teilnehmende',
};

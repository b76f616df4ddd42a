// Español.

/** @type {Record<import('./translate.js').MessageKey, import('./translate.js').Message>} */
export default {
  'common.dismiss': 'Quitar este mensaje',
  'common.needs-javascript': 'Parley necesita JavaScript para la cámara, el micrófono y la propia llamada.',

  'lobby.document-title': 'Parley: videollamadas',
  'lobby.description': 'Videollamadas en el navegador. Sin instalar nada y sin cuenta.',
  'lobby.title': 'Cara a cara, en su propio servidor.',
  'lobby.lead': 'Póngale nombre a una sala, comparta el enlace y hable. No hay nada que instalar ni cuenta que crear; la imagen y el sonido van directamente de navegador a navegador.',
  'lobby.room-label': 'Nombre de la sala',
  'lobby.create': 'Crear la sala',
  'lobby.help': 'Para unirse a una reunión ya empezada, escriba el mismo nombre.',

  'room-name.empty': 'Escriba un nombre para la sala.',
  'room-name.dots': 'Una sala no puede llamarse «.» ni «..».',
  'room-name.characters': 'El nombre tiene caracteres que no se pueden mostrar.',
  'room-name.long': 'El nombre es demasiado largo. Elija uno más corto.',

  'before.document-title': 'Parley: videollamada',
  'before.title': '¿Todo listo?',
  'before.name': 'Su nombre',
  'before.name-missing': 'Escriba su nombre.',
  'before.join': 'Unirse',
  'before.connecting': 'Conectando…',
  'before.no-room': 'Esta dirección no indica ninguna sala. Elija una en el vestíbulo.',
  'before.room-document-title': '{room} – Parley',

  'share.copy': 'Copiar enlace',
  'share.copied': 'Copiado',
  'share.not-allowed': 'No permitido',

  'device.microphone': 'Micrófono',
  'device.camera': 'Cámara',
  'device.microphone-on': 'Activar el micrófono',
  'device.microphone-off': 'Silenciar el micrófono',
  'device.microphone-retry': 'Probar otra vez el micrófono',
  'device.camera-on': 'Encender la cámara',
  'device.camera-off': 'Apagar la cámara',
  'device.camera-retry': 'Probar otra vez la cámara',

  'media.waiting': 'Permita la cámara y el micrófono en la pregunta del navegador para que le vean y le oigan, o siga sin ellos.',
  'media.denied-both': 'La cámara y el micrófono están bloqueados. Permítalos en la barra de direcciones del navegador para que le vean y le oigan, o siga sin ellos.',
  'media.denied-video': 'La cámara está bloqueada. Permítala en la barra de direcciones del navegador para que le vean, o siga sin ella.',
  'media.denied-audio': 'El micrófono está bloqueado. Permítalo en la barra de direcciones del navegador para que le oigan, o siga sin él.',
  'media.missing-both': 'No se encontró ni cámara ni micrófono. Conéctelos para que le vean y le oigan, o siga sin ellos.',
  'media.missing-video': 'No se encontró ninguna cámara. Conecte una para que le vean, o siga sin ella.',
  'media.missing-audio': 'No se encontró ningún micrófono. Conecte uno para que le oigan, o siga sin él.',
  'media.busy-both': 'Otro programa está usando la cámara y el micrófono. Ciérrelo para que le vean y le oigan, o siga sin ellos.',
  'media.busy-video': 'Otro programa está usando la cámara. Ciérrelo para que le vean, o siga sin ella.',
  'media.busy-audio': 'Otro programa está usando el micrófono. Ciérrelo para que le oigan, o siga sin él.',
  'media.insecure-both': 'La cámara y el micrófono solo funcionan por https. Consulte a quien administra este servidor, o siga sin ellos.',
  'media.insecure-video': 'La cámara solo funciona por https. Consulte a quien administra este servidor, o siga sin ella.',
  'media.insecure-audio': 'El micrófono solo funciona por https. Consulte a quien administra este servidor, o siga sin él.',
  'media.failed-both': 'No se pudieron iniciar la cámara y el micrófono. Pulse el botón para volver a intentarlo, o siga sin ellos.',
  'media.failed-video': 'No se pudo iniciar la cámara. Pulse el botón para volver a intentarlo, o siga sin ella.',
  'media.failed-audio': 'No se pudo iniciar el micrófono. Pulse el botón para volver a intentarlo, o siga sin él.',

  'call.room-full': 'Esta sala está llena. Vuelva a intentarlo cuando alguien haya salido.',
  'call.server-full': 'El servidor está lleno. Vuelva a intentarlo más tarde.',
  'call.bad-room-name': 'No se puede abrir esta sala: su nombre no está permitido. Elija otro en el vestíbulo.',
  'call.bad-identity': 'Este nombre es demasiado largo. Elija uno más corto.',
  'call.failed': 'No se pudo conectar. ¿Está en marcha el servidor?',
  'call.leave': 'Salir',
  'call.disconnected': 'Desconectado.',
  'call.reconnecting': 'Reconectando…',
  'call.online': {
    one: '{count} participante en línea.',
    other: '{count} participantes en línea.',
  },

  'peer.no-answer': 'No responde. Pídale que recargue la página.',
  'peer.no-candidates': 'Sin conexión. Algo impide a un navegador usar la red: revise la VPN y el cortafuegos.',
  'peer.no-path': 'Sin conexión. Puede haber un cortafuegos de por medio: pruebe otra red.',

  'tile.me': 'Yo',
  'tile.you': '{name} (usted)',
  'tile.microphone-off': 'Micrófono apagado',

  'stage.label': 'Participantes',
};

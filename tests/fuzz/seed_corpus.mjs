// Writes the corpora that fuzzing begins with: the examples of PROTOCOL.md, and what frames,
// requests and tokens are made of them. What fuzzing has found stands beside them, as found-*.
//
//   node tests/fuzz/seed_corpus.mjs

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';

const protocol = readFileSync(new URL('../../shared/PROTOCOL.md', import.meta.url), 'utf8');
const examples = [...protocol.matchAll(/```json\n([\s\S]*?)```/g)]
  .flatMap(([, block]) => block.replace(/,\n\s+/g, ', ').trim().split('\n'))
  .map((line) => line.trim())
  .filter((line) => line.startsWith('{'));

/** @param {string} target @param {(string | Buffer)[]} inputs */
function write(target, inputs) {
  const folder = new URL(`corpus/${target}/`, import.meta.url);
  mkdirSync(folder, { recursive: true });
  inputs.forEach((input, index) => {
    writeFileSync(new URL(`seed-${String(index).padStart(2, '0')}`, folder), input);
  });
}

/** @param {number} first @param {string | Buffer} payload */
function frame(first, payload) {
  const bytes = Buffer.from(payload);
  const length =
    bytes.length < 126 ? [0x80 | bytes.length] : [0xfe, bytes.length >> 8, bytes.length & 255];
  return Buffer.concat([Buffer.from([first, ...length, 0, 0, 0, 0]), bytes]);
}

/** @param {string} type */
const example = (type) => examples.find((text) => text.includes(`"type": "${type}"`)) ?? '';
const hello = '{"type":"HELLO","identity":"Ann","tracks":[]}';

write('messages', examples);
write('room_name', ['standup', 'Caf%C3%A9', '%F0%9F%92%BC%20x', '..', '%', 'a/b', '%00', ' Cafe%CC%81%E3%80%80x%E2%80%AE ',
  '%E2%80%8B', '%F0%9F%91%A9%E2%80%8D%F0%9F%92%BB%E2%80%8D', '%E0%A4%95%E0%A5%8D%E2%80%8D%E0%A4%B7', '%D9%85%D9%8E%E2%80%8C%D8%AE']);
write('frames', [
  ...['HELLO', 'OFFER'].map((type) => Buffer.concat([Buffer.of(3), frame(0x81, example(type))])),
  Buffer.concat([Buffer.of(0), frame(0x01, '{"ty'), frame(0x89, 'hi'), frame(0x80, 'pe":1}')]),
  Buffer.concat([Buffer.of(9), frame(0x8a, ''), frame(0x88, Buffer.from('\u0003\u00e8bye', 'latin1'))]),
  Buffer.concat([Buffer.of(1), frame(0x81, 'h\u00e9llo \u20ac \ud83d\udcbc')]),
]);
const upgrade =
  'Host: meet.example.org\nOrigin: https://meet.example.org\nUpgrade: websocket\n' +
  'Connection: keep-alive, Upgrade\nSec-WebSocket-Version: 13\n' +
  'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\nSec-WebSocket-Protocol: chat, parley.1\n';
const plain = 'Host: localhost\n';
write('server', [
  ...[`GET /healthz HTTP/1.1\n${plain}\n`, `HEAD /room/standup HTTP/1.1\n${plain}\n`, `OPTIONS * HTTP/1.1\n${plain}\n`,
    `GET http://localhost/?a HTTP/1.1\n${plain}Connection: keep-alive\n\nGET /healthz HTTP/1.1\n${plain}\n`,
    `POST /login HTTP/1.1\n${plain}Content-Type: application/json\nContent-Length: 2\n\n{}`,
    `POST /login HTTP/1.1\n${plain}Expect: 100-continue\nContent-Length: 5\n\n{"a":`,
    `POST /login HTTP/1.1\n${plain}Transfer-Encoding: chunked\n\n2\n{}\n0\n\n`,
    `GET /ws/standup HTTP/1.1\n${upgrade.replaceAll('meet.example.org', 'localhost').replace('https', 'http')}\n`,
    'GET / HTTP/1.0\n\n', 'GET /%2e%2e/etc/passwd HTTP/1.1\nhost:\n\n', 'PRI * HTTP/2.0\n\nSM\n\n',
  ].flatMap((text, index) => [`\0${text}`, `${String.fromCharCode(index % 8)}${text.replaceAll('\n', '\r\n')}`]),
]);
write('http', [
  `GET\n/ws/standup\n${upgrade}`,
  'GET\n/assets/a-0123.js\nAccept-Encoding: gzip;q=0.5, br, *;q=0\nIf-None-Match: W/"a", *\n',
  'GET\n/room/Caf%C3%A9\nHost: localhost:8080\n',
  'POST\n/login\nHost: a\nOrigin: http://a\nContent-Type: application/json\n\n{"username":"Ann","room":"x"}',
  'POST\n/login\nContent-Type: text/plain\nContent-Length: 1\nTransfer-Encoding: chunked\n\n{}',
  'OPTIONS\n/login\nOrigin: https://evil.example\nHost: a\n',
  'GET http://meet.example.org/a?b HTTP/1.1\nHost: x\nContent-Length: 3\nExpect: 100-continue\n\nabc',
  'OPTIONS * HTTP/1.1\nHost: x\nHost : y\n\n',
  'GET\n/healthz\nProxy: 10.0.0.0/8\nX-Forwarded-For: [2001:db8::1]:80, 10.1.2.3:4\n',
]);
write('rest', [
  'GET\nRooms',
  'GET\nRooms?Status=completed&UniqueName=standup&DateCreatedAfter=2026-01-31T12:00:00Z&PageSize=1&Page=1&PageToken=7',
  'GET\nRooms/standup',
  'POST\nRooms/standup\nStatus=completed',
  'POST\nRooms\nUniqueName=Caf%C3%A9+x&Type=group&MaxParticipants=5&EmptyRoomTimeout=1&UnusedRoomTimeout=60' +
    '&MaxParticipantDuration=600&StatusCallback=https%3A%2F%2Fa.example%2F&StatusCallbackMethod=GET',
  'GET\nRooms/standup/Participants?Status=connected&Identity=Ann',
  'POST\nRooms/standup/Participants/Ann\nStatus=disconnected',
  'GET\nRooms/standup/Participants/PA1/PublishedTracks/MT1',
  'GET\nRooms/standup/Recordings',
  'DELETE\nCompositions/x%2Fy',
  '{"rooms":[{"unique_name":"a","sid":"RM1","date_created":"x"}],"meta":{"next_page_url":"http://a/v1/Rooms?Page=1"}}',
]);
const header = '{"alg":"HS256","typ":"JWT","cty":"twilio-fpa;v=1"}';
const claims = '"iss":"SK1","sub":"AC0","exp":1767229200,"nbf":1767225600';
write('token', [
  `${header}\n{"jti":"SK1-1",${claims},"grants":{"identity":"Ann","video":{"room":"standup"}}}\nstandup`,
  `${header}\n{${claims},"grants":{"identity":"Ann","video":{}}}\nretro`,
  '{"alg":"none","typ":"JWT"}\n{}\n',
  'eyJhbGciOiJIUzI1NiJ9.e30.AAAA',
]);
write('session_token', ['9d!17!aa!PA5c!RM3!5!6!standup', '9d!1!!PA5c!RM3!0!6!Caf%C3%A9', '9d!0!!PA5c!RM3!0!6!a',
  '!!!!!!!!', '9d!99999999999999999999!a!b!c!-1!1e9!d', '17!locked!waiting!ab!PA5c!PA6,PA7!RM3!5', '0!!!!!!RM3!0', '1!!x!!!,,!RM3!99999999999999999999']);
write('hub', [
  `1p\n1m${hello}\n2p\n2m${hello}\n1m{"type":"OFFER","to":"PA6","message":{}}\n1d\n0t9\n2m{"type":"BYE"}\n`,
  `1s\n2p\n2m${hello}\n1m{"type":"OFFER"}\n2m{"type":"candidate"}\n2m{"type":"ANSWER"}\n1l\n`,
  `1p\n1m${hello}\n1d\n1p\n1m{"type":"HELLO","identity":"Ann","tracks":[],"resume":"1!1!4!PA2!RM3!0!0!standup!0","received":0}\n`,
  // Of an earlier run of the server, and of two meetings.
  `1p\n1m{"type":"HELLO","identity":"Ann","tracks":[],"resume":"9!1!4!PA90!RM9!5!0!standup!0",` +
    `"keep":"3!locked!!!PA90!PA91!RM9!5!0"}\n2p\n2m${hello}\n3p\n` +
    `3m{"type":"HELLO","identity":"Ben","tracks":[],"resume":"8!1!4!PA80!RM8!7!0!standup!0","keep":"3!!!!PA80!!RM8!7!0"}\n`,
  `1p\n0t9\n2p\n2m${hello}\n2m{"type":"PING","received":7}\n2m${example('PUBLICATIONS')}\n0t~\n`,
]);
/** @param {string} text */
const message = (text) => `m${text}\n`;
const welcome = example('WELCOME');
write('room', [
  `c0\no\n${message(welcome)}P0MT0f\nn1\nO1v=0\n${message(example('ANSWER'))}R1\ni1 2\nt9\nq\n`,
  `P0MT0f\nc0\no\n${message(welcome)}${message(example('USER_JOIN'))}${message(example('OFFER'))}R1\nA1v=0\nT10\nk1c\nx\nt9\no\n`,
  `c0tok\no\n${message(welcome)}x\nt9\nt9\no\n${message(welcome.replace('{', '{"resumed": true, "received": 0, '))}w\ns\nt9\nE1MT0f\nU0MT0f\n`,
  `c0\no\n${examples.map(message).join('')}`,
]);

// The rules that only rooms need that go through an SFU, as in mutation_rules.mjs.

// Not among them, and why:
// - "an offer that has been lost is asked for" and "an offer without an answer is told again": without
//   them the client says that it cannot reach the SFU, and a room of up to 8 becomes a mesh.
// Both have unit tests.

/** @import { Mutation } from './mutation_rules.mjs' */

const CORE = 'client-wasm/core/';
const HUB = 'server/hub/';
const SFU = 'server/sfu/';

/** @type {Mutation[]} */
export const SFU_MUTATIONS = [
  {
    rule: 'SFU: a greater sfuEpoch is other connections',
    file: `${CORE}sfu_media.cpp`,
    from: 'Time now) {\n  close();\n  epoch_ = epoch;',
    to: 'Time now) {\n  epoch_ = epoch;',
    sfu: true,
  },
  {
    rule: 'SFU: its connections stay while the room becomes a mesh',
    file: `${CORE}sfu_media.cpp`,
    from: 'closes_at_ = now + limits::sfu_lingers;',
    to: 'closes_at_ = now;',
    sfu: true,
  },
  {
    rule: 'SFU: who cannot reach it says so',
    file: `${CORE}sfu_media.cpp`,
    from: 'if (!std::exchange(failed_, true)) context_.server.send(encode(protocol::SfuFailed{}));',
    to: 'failed_ = true;',
    sfu: true,
  },
  {
    rule: 'SFU: everyone knows that media goes through it',
    file: `${CORE}room_sfu.cpp`,
    from: 'for (const Peer& peer : peers_) peer.session->use_sfu(epoch != 0);',
    to: '',
    sfu: true,
  },
  {
    rule: 'SFU: what it does not carry yet goes on past it',
    file: `${CORE}remote_tracks.cpp`,
    from: 'preference.off = preference.off || track.handed_over;',
    to: 'preference.off = true;',
    sfu: true,
  },
  {
    rule: 'SFU: nothing is sent past it that it carries',
    file: `${CORE}remote_tracks.cpp`,
    from: 'track->handed_over = true;\n  seen_in_sfu_ = true;',
    to: 'seen_in_sfu_ = true;',
    sfu: true,
  },
  {
    rule: 'SFU: a slot goes before the own connection',
    file: `${CORE}remote_tracks.cpp`,
    from: 'if (slot != nullptr && (over_sfu_ || line == nullptr))',
    to: 'if (slot != nullptr && line == nullptr)',
    sfu: true,
  },
  {
    rule: 'SFU: what has no slot is not to be had otherwise',
    file: `${CORE}remote_tracks.cpp`,
    from: 'if (line == nullptr || (over_sfu_ && seen_in_sfu_)) return {};',
    to: 'if (line == nullptr) return {};',
    sfu: true,
  },
  {
    rule: 'SFU: no more pictures are asked for than may be',
    file: `${CORE}slot_allocator.cpp`,
    from: 'if (pictures.size() > most) pictures.resize(most);',
    to: '',
    sfu: true,
  },
  {
    rule: 'SFU: in the mesh again, both sides send',
    file: `${CORE}peer_session_media.cpp`,
    from: 'attaches_with_answer_ = true;\n',
    to: '\n',
    sfu: true,
  },
  {
    rule: 'SFU: one who cannot use it makes the room a mesh',
    file: `${HUB}large_rooms.cpp`,
    from: 'if (!room.can_use_sfu()) {\n    end_sfu(room, now);\n    return;\n  }',
    to: '',
    sfu: true,
  },
  {
    rule: 'SFU: who has left the room has left the SFU',
    file: `${HUB}large_rooms.cpp`,
    from: 'if (room.find(id) == nullptr) sfu.leave(id, now);',
    to: '(void)now, (void)id;',
    sfu: true,
  },
  {
    rule: 'SFU: rooms move to one that is there again',
    file: `${HUB}large_rooms.cpp`,
    from: 'check(*room, now);\n    if (room->sfu().epoch != 0) retry(*room, now);',
    to: 'if (room->sfu().epoch != 0) retry(*room, now);',
    sfu: true,
  },
  {
    rule: 'SFU: a room that is small becomes a mesh',
    file: `${HUB}large_rooms.cpp`,
    from: 'context_.deadlines.set(small, now + small_room_timeout);',
    to: '(void)now;',
    sfu: true,
  },
  {
    rule: 'SFU: it goes on while the room becomes a mesh',
    file: `${HUB}large_rooms.cpp`,
    from: 'context_.deadlines.set({Deadline::Kind::SfuOverlap, &room}, now + sfu_overlap);',
    to: 'context_.options.sfu->close(room.name(), now);',
    sfu: true,
  },
  {
    rule: 'SFU: a room of few is a mesh where one cannot reach it',
    file: `${HUB}large_rooms.cpp`,
    from: 'if (count_participants(room) <= mesh_participants) {\n    end_sfu(room, now);\n    return;\n  }',
    to: '(void)now;',
    sfu: true,
  },
  {
    rule: 'SFU: a slot whose publisher has ended is started again',
    file: `${SFU}receiver.cpp`,
    from: 'if (std::exchange(stalled_, false)) return ask(Start{answer_});',
    to: '',
    sfu: true,
  },
  {
    rule: 'SFU: a receiving connection that has failed is replaced',
    file: `${SFU}media_room.cpp`,
    from: 'if (member->receiver && member->receiver->has_failed()) open_receiver(*member);',
    to: '',
    sfu: true,
  },
  {
    rule: 'SFU: a feed is switched to once it is up',
    file: `${SFU}publisher.h`,
    from: 'return live_ ? tracks_ : none;',
    to: 'return tracks_;',
    sfu: true,
  },
  {
    rule: 'SFU: a session is kept',
    file: `${SFU}janus_client.cpp`,
    from: 'send(keep_session(envelope()));',
    to: '',
    sfu: true,
  },
  {
    rule: 'SFU: rooms of an earlier run are destroyed',
    file: `${SFU}bridge.cpp`,
    from: 'if (owner && !std::exchange(has_looked, true)) {',
    to: 'if (false) {',
    sfu: true,
  },
  {
    rule: 'SFU: rooms that were lost are destroyed',
    file: `${SFU}bridge.cpp`,
    from: '} else if (!abandoned.empty()) {',
    to: '} else if (false) {',
    sfu: true,
  },
];

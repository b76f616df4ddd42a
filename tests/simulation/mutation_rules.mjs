// The rules that `make mutations` takes out, one at a time: in `file`, `from` becomes `to`.

import { SFU_MUTATIONS } from './mutation_rules_sfu.mjs';

const CORE = 'client-wasm/core/';
const HUB = 'server/hub/';

/**
 * `sfu`: only rooms that go through an SFU need the rule.
 * @typedef {{rule: string, file: string, from: string, to: string, sfu?: boolean}} Mutation
 */

// Not among them, and why:
// - "a candidate's fate in a collision is decided when it arrives" and "the answer-pending flag is
//   cleared on failure too": there is nothing to take out. Candidates go by their username fragment
//   and not by who won, and a description that fails takes its connection, flags and all, with it.
// - "an offer that the other side has overtaken is not sent": only a guest's can overtake one, in a
//   collision of three.
// - "candidates that came early are handed to the next connection": without it some seconds are
//   lost, not the call.
// - "an answer voids what was given up for it": the server has to be killed just after both sides
//   have given up a connection at one moment.
// - "candidates wait while a description is being applied": one of an earlier ICE generation would
//   have to come behind the offer of the next, and the signalling keeps each sender's order.
// - "an answered offer is answered again": repeating and replacing heal it, only later.
// - "newcomers of a restarted room are of no meeting yet": one of 100,000 meetings needs it.
// - "a claim of an earlier run is believed for three minutes": no simulated meeting lasts as long.
// - how many wrong passwords a room takes: the adversary does not come often enough.
// The last eight have unit tests.
/** @type {Mutation[]} */
export const MUTATIONS = [
  {
    rule: 'makingOffer',
    file: `${CORE}negotiation.cpp`,
    from: 'return operation_ == Operation::MakingOffer ||',
    to: 'return',
  },
  {
    rule: 'isSettingRemoteAnswerPending',
    file: `${CORE}negotiation.cpp`,
    from: 'operation_ != Operation::ApplyingAnswer)',
    to: 'true)',
  },
  {
    rule: 'one side impolite (both polite)',
    file: `${CORE}negotiation.cpp`,
    from: 'if (!polite_) return Verdict::Dropped;',
    to: '',
  },
  {
    rule: 'one side polite (both impolite)',
    file: `${CORE}negotiation.cpp`,
    from: 'if (!polite_) return Verdict::Dropped;',
    to: 'return Verdict::Dropped;',
  },
  {
    rule: 'candidates wait for their description',
    file: `${CORE}candidate_queue.cpp`,
    from: 'if (ufrags_.empty()) return false;',
    to: 'if (ufrags_.empty()) return true;',
  },
  {
    rule: 'candidates are matched by username fragment',
    file: `${CORE}candidate_queue.cpp`,
    from: 'if (!candidate.username_fragment) return true;',
    to: 'if (!ufrags_.empty()) return true;',
  },
  {
    rule: 'offer ids: an answer is for the open offer',
    file: `${CORE}negotiation.cpp`,
    from: 'return answer.epoch == 0 || answer.offer_id == offer_id_;',
    to: 'return true;',
  },
  {
    rule: 'offer ids: an old offer is dropped',
    file: `${CORE}negotiation.cpp`,
    from: 'if (numbered && offer.offer_id <= taken_offer_id_) {',
    to: 'if (numbered && offer.offer_id == answered_offer_id_) {',
  },
  {
    rule: 'epochs: the past is dropped',
    file: `${CORE}peer_session.cpp`,
    from: 'if (!guest_ && description.epoch < epoch_) return;',
    to: '',
  },
  {
    rule: 'epochs: the other side replaces its connection too',
    file: `${CORE}peer_session.cpp`,
    from: 'epoch_ = description.epoch;\n    replace_connection();',
    to: 'epoch_ = description.epoch;',
  },
  {
    rule: 'an offer without an answer is repeated',
    file: `${CORE}peer_session_recovery.cpp`,
    from: 'if (answer_deadline_ && now >= *answer_deadline_) repeat_offer(now);',
    to: 'if (answer_deadline_ && now >= *answer_deadline_) answer_deadline_.reset();',
  },
  {
    rule: 'ICE is watched',
    file: `${CORE}ice_watch.cpp`,
    from: 'if (!deadline_ || now < *deadline_) return Remedy::None;',
    to: 'if (!deadline_ || now < *deadline_) return Remedy::None;\n  deadline_.reset();\n' +
        '  return Remedy::None;',
  },
  {
    rule: 'a connection that stays at ICE "new" is replaced',
    file: `${CORE}ice_watch.cpp`,
    from: 'if (state_ == IceState::New && !deadline_) deadline_ = when + limits::ice_start_timeout;',
    to: '(void)when;',
  },
  {
    rule: 'an ICE restart that does not help is followed by a new connection',
    file: `${CORE}ice_watch.cpp`,
    from: 'if (state_ == IceState::New || restarted_) {',
    to: 'if (state_ == IceState::New) {',
  },
  {
    rule: 'the polite side takes a new connection rather than roll back',
    file: `${CORE}negotiation.cpp`,
    from: 'if (numbered || !remote_description_) return Verdict::NeedsNewConnection;',
    to: '',
  },
  {
    rule: 'the one who was there adds its tracks on the first offer',
    file: `${CORE}peer_session.cpp`,
    from: 'if (!tracks_attached_ || attaches_with_answer_) attach_tracks();',
    to: '',
  },
  {
    rule: 'tracks published between HELLO and WELCOME are told',
    file: `${CORE}room_entering.cpp`,
    from: 'if (std::exchange(publications_unsent_, false)) send_publications();',
    to: '',
  },
  {
    rule: 'what the server has not received is sent again',
    file: `${CORE}server_link.cpp`,
    from: 'for (const auto& text : ledger_.unconfirmed()) actions_.push(action::SendText{*text});',
    to: '',
  },
  {
    rule: 'what the client has received is counted',
    file: `${CORE}room.cpp`,
    from: 'if (!of_server && context_.server.up()) context_.server.count_message();',
    to: '',
  },
  {
    rule: 'a server that is silent is given up',
    file: `${CORE}heartbeat.cpp`,
    from: 'if (silent_until_ && now >= *silent_until_) return Step::GiveUp;',
    to: 'if (silent_until_ && now >= *silent_until_) heard(now);',
  },
  {
    rule: 'who has left between LOBBY and WELCOME is dropped',
    file: `${CORE}room_entering.cpp`,
    from: 'drop_missed(message.participants);',
    to: '',
  },
  {
    rule: 'what was said in a lobby is said again on another socket',
    file: `${CORE}server_link.cpp`,
    from: 'send_unconfirmed();\n    return Entry::First;',
    to: 'return Entry::First;',
  },
  {
    rule: 'what was said in a lobby that the server has forgotten is void',
    file: `${CORE}server_link.cpp`,
    from: 'if (!message.resumed && !ledger_.unconfirmed().empty()) {',
    to: 'if (message.id.empty()) {',
  },
  {
    rule: 'who does not come back after a restart is given up',
    file: `${CORE}room_entering.cpp`,
    from: 'peer.missing_until = until;',
    to: '(void)until;',
  },
  {
    rule: 'the server keeps what is sent to one who is away',
    file: `${HUB}outgoing.cpp`,
    from: 'if (!member.participant.guest) member.ledger.note_sent(text);',
    to: 'if (!member.away()) member.ledger.note_sent(text);',
  },
  {
    rule: 'the server counts what it has received',
    file: `${HUB}hub_parts.cpp`,
    from: 'if (member != nullptr && counted) member->ledger.note_received();',
    to: '(void)counted;',
  },
  {
    rule: 'a token is good again where the WELCOME with the next one was lost',
    file: `${HUB}joining.cpp`,
    from: 'if (std::find(nonces.begin(), nonces.end(), token.nonce) == nonces.end()) return false;',
    to: 'if (token.nonce != nonces.back()) return false;',
  },
  {
    rule: 'one who was restored may come back by the same token until it has spoken',
    file: `${HUB}joining.cpp`,
    from: 'if (member.restored_by != token.nonce) return false;',
    to: 'return false;',
  },
  {
    rule: 'the server says who is polite, by the order of joining',
    file: `${HUB}room.h`,
    from: 'seen.polite = joined < other_joined;',
    to: 'seen.polite = true;',
  },
  {
    rule: 'the server says who is back',
    file: `${HUB}membership.cpp`,
    from: 'encode(protocol::UserReconnected{member.participant.id}));',
    to: 'encode(protocol::UserReconnecting{member.participant.id}));',
  },
  {
    rule: 'a locked room lets nobody in',
    file: `${HUB}entry_policy.cpp`,
    from: 'if (policy.locked && !applicant.succeeds) {',
    to: 'if (false) {',
  },
  {
    rule: 'who has a waiting room to pass waits',
    file: `${HUB}entry_policy.cpp`,
    from: 'if (policy.waiting_room && !applicant.succeeds) return Wait{};',
    to: '',
  },
  {
    rule: 'who is admitted comes in',
    file: `${HUB}waiting_room.cpp`,
    from: 'request.admitted = true;\n  if (request.heard) let_in(connection, now);',
    to: 'request.admitted = true;\n  (void)now;',
  },
  {
    rule: 'those who wait come in when the waiting room is switched off',
    file: `${HUB}moderation.cpp`,
    from: 'if (!policy.waiting_room) waiting_room_.admit_all(room, now);',
    to: '(void)now;',
  },
  {
    rule: 'only hosts give orders',
    file: `${HUB}hub_parts.cpp`,
    from: '} else if (!host.host) {',
    to: '} else if (host.participant.guest) {',
  },
  {
    rule: 'one description without a seal leaves its connection unverified',
    file: `${CORE}peer_session.cpp`,
    from: 'all_sealed_ = all_sealed_ && sealed;',
    to: 'all_sealed_ = sealed;',
  },
  // Only an adversary goes against these (adversary.h).
  {
    rule: 'what one sends another has a limit',
    file: `${HUB}relay.cpp`,
    from: 'if (!within_budget) return false;',
    to: '(void)within_budget;',
  },
  {
    rule: 'a claim is good for its own meeting',
    file: `${HUB}joining.cpp`,
    from: 'if (meeting.started <= current.started) return std::nullopt;',
    to: '',
  },
  {
    rule: 'those who were restored to an earlier meeting have to go',
    file: `${HUB}joining.cpp`,
    from: 'if (!may_stay) moderation_.dismiss_restored(*room, now);',
    to: '(void)may_stay;',
  },
  {
    rule: 'who has left a closed room does not come back after a restart',
    file: `${HUB}membership.cpp`,
    from: 'room.policy().note_left(member.participant.id);',
    to: '',
  },
  {
    rule: 'those outside a closed room do not learn who is inside',
    file: `${HUB}previews.cpp`,
    from: 'if (!room.policy().open()) {\n',
    to: 'if (false) {\n',
  },
  {
    rule: 'what was set is signed for members only',
    file: `${HUB}previews.cpp`,
    from: 'message.state.keep.clear();',
    to: '',
  },
  {
    rule: 'the server says who has sent a message',
    file: `${HUB}relay.cpp`,
    from: 'share(protocol::stamp_from(text, envelope, member.participant.id));',
    to: 'share(text.find("\\"from\\":") != std::string_view::npos ? std::string(text)\n' +
        '      : protocol::stamp_from(text, envelope, member.participant.id));',
  },
  {
    rule: 'a claim carries the signature of the server',
    file: `${HUB}session_tokens.cpp`,
    from: 'if (!base::equal_in_constant_time(signer.sign(fields), text.substr(end + 1))) return std::nullopt;',
    to: '(void)signer;',
  },
  {
    rule: 'the removed one does not come back',
    file: `${HUB}removals.cpp`,
    from: 'removals_.push_back({participant_id, reason, now + removal_memory});',
    to: '(void)participant_id, (void)reason, (void)now;',
  },
  {
    rule: 'the removed one does not come back after a restart',
    file: `${HUB}joining.cpp`,
    from: 'if (policy) moderation_.remove_again(token.room_name, *policy, now);',
    to: '',
  },
  {
    rule: 'what was set outlives a restart',
    file: `${HUB}hosts.cpp`,
    from: 'if (room.restore(*std::move(kept))) room.policy().version = context_.order.next();',
    to: '',
  },
  {
    rule: 'a new host hears who waits',
    file: `${HUB}membership.cpp`,
    from: 'if (hosts_changed) hosts_.send_state(*room, &member);\n  if (member.host) hosts_.send_waiting(member);',
    to: 'if (hosts_changed) hosts_.send_state(*room, &member);',
  },
  {
    rule: 'everyone hears who is host now',
    file: `${HUB}hosts.cpp`,
    from: 'const bool appointed = appoint(room);\n  send_state(room);',
    to: 'const bool appointed = appoint(room);',
  },
  {
    rule: 'whom a host mutes switches its tracks off',
    file: `${CORE}room_hosts.cpp`,
    from: 'track.publication.enabled = false;\n',
    to: '\n',
  },
  {
    rule: 'nobody has a client replace its connection without end',
    file: `${CORE}peer_session.cpp`,
    from: 'if (now + burst < peer_replacements_until_) return false;',
    to: '(void)burst;',
  },
  ...SFU_MUTATIONS,
];

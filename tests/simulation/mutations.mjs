// Takes the rules of the core out, one at a time, and sees that the simulation then fails: a rule
// whose absence nothing notices is either not needed or not tested.
// `make mutations`, or `node tests/simulation/mutations.mjs [WORD]` for those whose name has the word.

import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const SEEDS = process.env.SEEDS ?? '5000';
const CORE = 'client-wasm/core/';
const HUB = 'server/hub/';

/** @typedef {{rule: string, file: string, from: string, to: string}} Mutation */

/** @type {Mutation[]} */
const MUTATIONS = [
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
    rule: 'candidates wait while a description is being applied',
    file: `${CORE}negotiation.cpp`,
    from: 'candidates_.description_pending();',
    to: '',
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
    rule: 'offer ids: an answered offer is answered again',
    file: `${CORE}negotiation.cpp`,
    from: 'return offer.offer_id == answered_offer_id_ ? Verdict::Answered : Verdict::Dropped;',
    to: 'return Verdict::Dropped;',
  },
  {
    rule: 'an answer voids what was given up for it',
    file: `${CORE}negotiation.cpp`,
    from: 'taken_offer_id_ = std::max(taken_offer_id_, description.void_offer_id);',
    to: '',
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
    file: `${CORE}peer_session.cpp`,
    from: 'if (answer_deadline_ && now >= *answer_deadline_) repeat_offer(now);',
    to: 'if (answer_deadline_ && now >= *answer_deadline_) answer_deadline_.reset();',
  },
  {
    rule: 'ICE is watched',
    file: `${CORE}ice_watch.cpp`,
    from: 'if (!deadline_ || now < *deadline_) return Remedy::None;',
    to: 'if (now >= Time(0)) return Remedy::None;',
  },
  {
    rule: 'the one who was there adds its tracks on the first offer',
    file: `${CORE}peer_session.cpp`,
    from: 'if (!tracks_attached_) attach_tracks();',
    to: '',
  },
  {
    rule: 'tracks published between HELLO and WELCOME are told',
    file: `${CORE}room.cpp`,
    from: 'if (std::exchange(publications_untold_, false)) send_publications();',
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
    from: 'if (counted && context_.server.up()) context_.server.count_message();',
    to: '',
  },
  {
    rule: 'who does not come back after a restart is given up',
    file: `${CORE}room.cpp`,
    from: 'peer.missing_until = until;',
    to: '(void)until;',
  },
  {
    rule: 'the server keeps what is sent to one who is away',
    file: `${HUB}hub.cpp`,
    from: 'if (!member.participant.guest) member.ledger.note_sent(text);',
    to: 'if (!member.away()) member.ledger.note_sent(text);',
  },
  {
    rule: 'the server says who is polite, by the order of joining',
    file: `${HUB}membership.cpp`,
    from: 'participant.polite = member.joined < joined;',
    to: 'participant.polite = true;',
  },
  {
    rule: 'the server says who is back',
    file: `${HUB}membership.cpp`,
    from: 'encode(protocol::UserReconnected{member.participant.id}));',
    to: 'encode(protocol::UserReconnecting{member.participant.id}));',
  },
];

const CMAKE_LISTS = `
cmake_minimum_required(VERSION 3.25)
project(mutations CXX)
enable_testing()
list(APPEND CMAKE_MODULE_PATH \${CMAKE_SOURCE_DIR}/tools/cmake)
include(ParleyLayer)
include(ParleyJson)
target_compile_options(parley_options INTERFACE -Wno-error)
add_subdirectory(shared/protocol)
add_subdirectory(client-wasm/core)
add_subdirectory(server/hub)
add_subdirectory(tests/unit/core/support)
add_subdirectory(tests/simulation)
`;

const tree = mkdtempSync(join(tmpdir(), 'parley-mutations-'));
const build = join(tree, 'build');

function copyTree() {
  for (const folder of ['shared', 'client-wasm/core', 'server/hub', 'tests/unit/core/support',
    'tests/simulation', 'tools/cmake']) {
    cpSync(join(ROOT, folder), join(tree, folder), { recursive: true });
  }
  writeFileSync(join(tree, 'CMakeLists.txt'), CMAKE_LISTS);
  execFileSync('cmake', ['-S', tree, '-B', build, '-G', 'Ninja', '-DCMAKE_BUILD_TYPE=Release'],
      { stdio: 'ignore' });
}

/** Builds and plays meetings. @returns {string} what broke; empty where nothing did */
function play() {
  execFileSync('ninja', ['-C', build, 'simulation'], { stdio: ['ignore', 'ignore', 'inherit'] });
  const run = spawnSync(join(build, 'tests/simulation/simulation'), ['--seeds', SEEDS],
      { encoding: 'utf8', timeout: 600_000 });
  // A crash is noticed as well as a broken invariant.
  return run.status === 0 ? '' : run.stdout.split('\n')[0] || `ended by ${run.signal}`;
}

/** @param {Mutation} mutation @returns {string} */
function playWithout({ rule, file, from, to }) {
  const path = join(tree, file);
  const source = readFileSync(path, 'utf8');
  if (source.split(from).length !== 2) throw new Error(`${rule}: ${file} does not have it once`);
  writeFileSync(path, source.replace(from, () => to));
  try {
    return play();
  } finally {
    writeFileSync(path, source);
  }
}

let unnoticed = 0;
try {
  copyTree();
  const broken = play();
  if (broken) throw new Error(`with every rule in place: ${broken}`);
  for (const mutation of MUTATIONS.filter(({ rule }) => rule.includes(process.argv[2] ?? ''))) {
    const noticed = playWithout(mutation);
    console.log(`${noticed ? 'noticed  ' : 'UNNOTICED'} without "${mutation.rule}": ${noticed}`);
    unnoticed += noticed ? 0 : 1;
  }
} finally {
  rmSync(tree, { recursive: true });
}
console.log(`${MUTATIONS.length} rules, ${unnoticed} whose absence was not noticed`);
process.exitCode = unnoticed === 0 ? 0 : 1;

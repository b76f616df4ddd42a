// Events and actions in words, so that a test states what it expects as a list of lines.
#pragma once

#include <ostream>
#include <string>
#include <vector>

#include "parley/core/action.h"
#include "parley/replay/describe.h"

namespace parley::core::test {

using Lines = std::vector<std::string>;

using replay::describe;

/// Takes all actions out of the queue and describes them.
Lines drain(ActionQueue& actions);

/// What a browser would give: a description with the given session id and ICE username fragment.
std::string sdp(const std::string& session_id, const std::string& ufrag);

protocol::Description offer(std::uint32_t offer_id, const std::string& ufrag = "remote");
protocol::Description answer(std::uint32_t offer_id, const std::string& ufrag = "remote");
protocol::Candidate candidate(const std::string& name, const std::string& ufrag);

}  // namespace parley::core::test

#include "action_call.h"

#include <algorithm>

#include "parley/core/log_names.h"

namespace parley::platform {

using emscripten::val;

namespace {

val to_val(std::string_view text) {
  return val(std::string(text));
}

val to_val(const protocol::IceServer& server) {
  val urls = val::array();
  for (const std::string& url : server.urls) urls.call<void>("push", url);
  val object = val::object();
  object.set("urls", urls);
  if (!server.username.empty()) object.set("username", server.username);
  if (!server.credential.empty()) object.set("credential", server.credential);
  return object;
}

}  // namespace

void ActionCall::begin(const val& receiver, const char* method) {
  receiver_ = &receiver;
  method_ = receiver[method];
}

void ActionCall::make() const {
  method_.call<void>("apply", *receiver_, arguments_);
}

void ActionCall::add(const val& argument) {
  arguments_.call<void>("push", argument);
}

void ActionCall::text(const char* /*key*/, const std::string& value) {
  add(val(value));
}

void ActionCall::number(const char* /*key*/, std::uint32_t value) {
  add(val(value));
}

void ActionCall::real(const char* /*key*/, double value) {
  add(val(value));
}

void ActionCall::flag(const char* /*key*/, bool value) {
  add(val(value));
}

void ActionCall::kind(protocol::TrackKind kind) {
  add(to_val(to_string(kind)));
}

void ActionCall::priority(protocol::TrackPriority priority) {
  add(to_val(to_string(priority)));
}

void ActionCall::description_type(protocol::DescriptionType type) {
  add(to_val(core::log_name(type)));
}

void ActionCall::ice_servers(const std::vector<protocol::IceServer>& servers) {
  val array = val::array();
  for (const protocol::IceServer& server : servers) array.call<void>("push", to_val(server));
  add(array);
}

void ActionCall::ice_transport_policy(bool relay_only) {
  add(val(relay_only ? "relay" : "all"));
}

void ActionCall::candidate(const protocol::Candidate& candidate) {
  const int line = candidate.sdp_m_line_index ? static_cast<int>(*candidate.sdp_m_line_index) : -1;
  add(val(candidate.candidate));
  add(val(candidate.sdp_mid.value_or(std::string())));
  add(val(line));
  add(val(candidate.username_fragment.value_or(std::string())));
}

void ActionCall::previewed_participants(
    const std::optional<std::vector<protocol::Participant>>& participants,
    const std::vector<std::string>& hosts) {
  val people = participants ? val::array() : val::null();
  for (const auto& participant : participants.value_or(std::vector<protocol::Participant>())) {
    val person = val::object();
    person.set("sid", participant.id);
    person.set("identity", participant.identity);
    person.set("isHost", std::find(hosts.begin(), hosts.end(), participant.id) != hosts.end());
    people.call<void>("push", person);
  }
  add(people);
}

void ActionCall::previewed_count(std::optional<std::uint32_t> count, std::uint32_t most) {
  add(count ? val(*count) : val::null());
  add(most != 0 ? val(most) : val::null());
}

}  // namespace parley::platform

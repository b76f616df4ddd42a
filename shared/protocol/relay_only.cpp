#include "parley/protocol/relay_only.h"

#include "json_parser.h"
#include "sdp_addresses.h"

namespace parley::protocol {
namespace {

// The string called `name` in the object called `outer`; nullptr where there is none.
std::string* find_string(Json& object, const char* outer, const char* name) {
  const auto holder = object.find(outer);
  if (holder == object.end() || !holder->is_object()) return nullptr;
  const auto value = holder->find(name);
  return value == holder->end() ? nullptr : value->get_ptr<std::string*>();
}

Error bad_message(std::string_view type, const char* field) {
  return {ErrorId::BadMessage, std::string(type) + "." + field + ": expected a string"};
}

}  // namespace

Result<std::optional<std::string>> keep_relays_only(std::string_view text, std::string_view type) {
  const bool is_candidate = type == "candidate";
  const bool is_description = type == "OFFER" || type == "ANSWER";
  if (!is_candidate && !is_description) return std::optional<std::string>(text);
  Result<Json> parsed = parse_object(text);
  if (!parsed) return parsed.error();
  Json& object = parsed.value();
  if (is_candidate) {
    std::string* candidate = find_string(object, "candidate", "candidate");
    if (candidate == nullptr) return bad_message(type, "candidate.candidate");
    // Empty: there are no more of them (W3C webrtc-pc section 4.8.1).
    if (!candidate->empty()) {
      auto kept = keep_relay_candidate(*candidate);
      if (!kept) return std::optional<std::string>();
      *candidate = *std::move(kept);
    }
  } else {
    std::string* sdp = find_string(object, "message", "sdp");
    if (sdp == nullptr) return bad_message(type, "message.sdp");
    *sdp = keep_relay_addresses(*sdp);
  }
  return std::optional<std::string>(dump(object));
}

}  // namespace parley::protocol

#include <nlohmann/json.hpp>

#include "janus_message.h"
#include "parley/sfu/limits.h"

namespace parley::sfu {
namespace {

using Json = nlohmann::json;

const Json& field(const Json& object, const char* name) {
  static const Json missing;
  const auto found = object.find(name);
  return found == object.end() ? missing : *found;
}

std::string text_in(const Json& object, const char* name) {
  const Json& value = field(object, name);
  return value.is_string() ? value.get<std::string>() : std::string();
}

std::uint64_t number_in(const Json& object, const char* name) {
  const Json& value = field(object, name);
  return value.is_number_unsigned() ? value.get<std::uint64_t>() : 0;
}

bool truth_in(const Json& object, const char* name) {
  const Json& value = field(object, name);
  return value.is_boolean() && value.get<bool>();
}

JanusMessage::Type type_of(const std::string& name) {
  using Type = JanusMessage::Type;
  if (name == "ack") return Type::Ack;
  if (name == "success") return Type::Success;
  if (name == "error") return Type::Error;
  if (name == "event") return Type::Event;
  if (name == "webrtcup") return Type::WebRtcUp;
  if (name == "hangup") return Type::HangUp;
  if (name == "detached") return Type::Detached;
  if (name == "timeout") return Type::TimedOut;
  return Type::Other;
}

void read_error(const Json& error, const char* code, const char* reason, JanusMessage& message) {
  message.type = JanusMessage::Type::Error;
  const Json& number = field(error, code);
  // An error without a number is one all the same.
  message.error = number.is_number_integer() ? number.get<int>() : -1;
  message.reason = text_in(error, reason);
}

void read_plugin_data(const Json& data, JanusMessage& message) {
  message.videoroom = text_in(data, "videoroom");
  if (data.contains("error_code")) read_error(data, "error_code", "error", message);
  if (message.videoroom == "talking" || message.videoroom == "stopped-talking") {
    message.talker = text_in(data, "id");
  }
  if (data.contains("substream")) message.layer_mid = text_in(data, "mid");
  for (const Json& participant : field(data, "participants")) {
    if (!participant.is_object()) continue;
    message.feeds.push_back({text_in(participant, "id"), truth_in(participant, "dummy")});
  }
  for (const Json& room : field(data, "list")) {
    if (room.is_object()) message.rooms.push_back(text_in(room, "room"));
  }
}

}  // namespace

std::optional<JanusMessage> read_janus_message(std::string_view text) {
  if (text.size() > janus_message_bytes) return std::nullopt;
  const Json json = Json::parse(text, nullptr, false);
  if (!json.is_object()) return std::nullopt;
  JanusMessage message;
  message.type = type_of(text_in(json, "janus"));
  message.transaction = text_in(json, "transaction");
  message.sender = number_in(json, "sender");
  message.reason = text_in(json, "reason");
  if (const Json& data = field(json, "data"); data.is_object()) message.id = number_in(data, "id");
  if (const Json& error = field(json, "error"); error.is_object()) {
    read_error(error, "code", "reason", message);
  }
  const Json& plugin = field(json, "plugindata");
  if (plugin.is_object() && field(plugin, "data").is_object()) {
    read_plugin_data(field(plugin, "data"), message);
  }
  if (const Json& jsep = field(json, "jsep"); jsep.is_object()) message.sdp = text_in(jsep, "sdp");
  return message;
}

}  // namespace parley::sfu

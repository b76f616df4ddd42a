// The REST API for one who has a key, in lines: a method, a path behind /v1/ with its query, a form.
// The same input as an answer, as clients read it.
#include <string>

#include "fuzz.h"
#include "parley/rest/api.h"
#include "parley/rest/reading.h"

namespace parley::rest {
namespace {

using fuzz::next_line;
using fuzz::require;

const std::string room_sid = "RM" + std::string(32, '0');

// As hubs do what they are told.
class Rooms {
 public:
  Rooms() {
    directory_.room_opened(room_sid, "standup");
    directory_.participant_joined(
        room_sid, {"PA1", "Ann", false, false, {{"MT1", protocol::TrackKind::Audio, "a"}}});
  }

  hub::CommandResult carry_out(const hub::Command& command) {
    if (const auto* create = std::get_if<hub::CreateRoom>(&command)) {
      if (directory_.room("", create->name)) return hub::CommandResult::RoomExists;
      require(create->settings.participants > 0, "a created room takes somebody");
      directory_.room_opened(create->sid, create->name);
    } else if (const auto* end = std::get_if<hub::EndRoom>(&command)) {
      directory_.room_ended(end->sid);
    } else {
      const auto& removal = std::get<hub::RemoveParticipant>(command);
      directory_.participant_left(removal.sid, removal.participant_id);
    }
    return hub::CommandResult::Done;
  }

  Directory& directory() { return directory_; }

 private:
  Directory directory_{"AC1"};
};

void ask(std::string_view input) {
  Rooms rooms;
  ApiSettings settings;
  settings.knows = [](std::string_view /*authorization*/) { return true; };
  settings.why_not_called = [](const std::string& /*url*/) { return std::nullopt; };
  Api api(rooms.directory(), std::move(settings));
  http::Request request;
  request.method = next_line(input);
  const std::string_view target = next_line(input);
  const std::string path = "/v1/" + std::string(target.substr(0, target.find('?')));
  request.path = path;
  request.query = target.substr(std::min(target.size(), target.find('?')));
  request.content_type = "application/x-www-form-urlencoded";
  request.content_length = std::to_string(input.size());
  request.body = input;
  const http::Response response = api.handle(
      request, [&rooms](const hub::Command& command) { return rooms.carry_out(command); },
      [](const std::string&) { return std::string(); });
  require(response.status >= 200 && response.status < 500, "whoever has a key gets an answer");
  if (response.status >= 400) {
    require(!read_error(response.text).empty(), "what is refused is refused with a reason");
  }
}

}  // namespace
}  // namespace parley::rest

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input = parley::fuzz::text_of(data, size);
  parley::rest::ask(input);
  (void)parley::rest::read_rooms(input);
  return 0;
}

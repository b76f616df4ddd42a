#include "parley/rest/reading.h"

#include <nlohmann/json.hpp>

namespace parley::rest {
namespace {

nlohmann::json parsed(std::string_view json) {
  return nlohmann::json::parse(json, nullptr, false);
}

// The member, if it is of that kind.
const nlohmann::json* member(const nlohmann::json& json, const char* name,
                             nlohmann::json::value_t kind) {
  if (!json.is_object()) return nullptr;
  const auto found = json.find(name);
  return found != json.end() && found->type() == kind ? &*found : nullptr;
}

std::string text_of(const nlohmann::json& json, const char* name) {
  const nlohmann::json* text = member(json, name, nlohmann::json::value_t::string);
  return text == nullptr ? std::string() : text->get<std::string>();
}

}  // namespace

std::optional<RoomLines> read_rooms(std::string_view json) {
  const nlohmann::json answer = parsed(json);
  const nlohmann::json* rooms = member(answer, "rooms", nlohmann::json::value_t::array);
  const nlohmann::json* meta = member(answer, "meta", nlohmann::json::value_t::object);
  if (rooms == nullptr || meta == nullptr) return std::nullopt;
  RoomLines lines;
  for (const nlohmann::json& room : *rooms) {
    lines.rooms.push_back(
        {text_of(room, "unique_name"), text_of(room, "sid"), text_of(room, "date_created")});
  }
  const std::string next = text_of(*meta, "next_page_url");
  const std::size_t path = next.find("/v1/");
  if (path != std::string::npos) lines.next_path = next.substr(path);
  return lines;
}

std::optional<std::size_t> count_participants(std::string_view json) {
  const nlohmann::json answer = parsed(json);
  const nlohmann::json* participants =
      member(answer, "participants", nlohmann::json::value_t::array);
  if (participants == nullptr) return std::nullopt;
  return participants->size();
}

std::string read_error(std::string_view json) {
  return text_of(parsed(json), "message");
}

}  // namespace parley::rest

// What a client of the API reads in its answers.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace parley::rest {

struct RoomLine {
  std::string name;
  std::string sid;
  std::string since;
};

struct RoomLines {
  std::vector<RoomLine> rooms;
  /// Where the next page is, from "/v1/" on; empty if this is the last.
  std::string next_path;
};

// Each answers with nothing for a text that is no such answer.

std::optional<RoomLines> read_rooms(std::string_view json);
/// How many there are in a list of participants.
std::optional<std::size_t> count_participants(std::string_view json);
/// The sentence of an error; empty if the text is none.
std::string read_error(std::string_view json);

}  // namespace parley::rest

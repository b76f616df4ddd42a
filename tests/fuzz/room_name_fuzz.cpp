// Rooms' names, as they stand in the path of a request.
#include <string>

#include "fuzz.h"
#include "parley/names/names.h"
#include "parley/protocol/limits.h"
#include "parley/protocol/room_name.h"
#include "parley/protocol/utf8.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace parley::protocol;
  using parley::fuzz::require;
  const auto name = decode_room_name(parley::fuzz::text_of(data, size));
  if (!name) return 0;
  require(!name.value().empty() && name.value().size() <= limits::room_name_bytes, "its length");
  require(is_utf8(name.value()) && !has_control_characters(name.value()), "its characters");
  require(name.value() != "." && name.value() != "..", "it is no step in a path");
  const auto again = decode_room_name(encode_room_name(name.value()));
  require(again.ok() && again.value() == name.value(), "it is the same when written and read");

  const auto kept = parley::names::room_name(name.value());
  if (!kept) return 0;
  require(check_room_name(kept.value()).ok(), "what is kept is a name");
  const auto kept_again = parley::names::room_name(kept.value());
  require(kept_again.ok() && kept_again.value() == kept.value(), "it is kept in one spelling");
  require(parley::names::identity(name.value()) == kept.value(), "people's names are kept alike");
  return 0;
}

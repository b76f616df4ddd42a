#include "creation.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <utility>

#include "parley/base/text.h"
#include "parley/names/names.h"
#include "parley/rest/limits.h"

namespace parley::rest {
namespace {

constexpr std::array<std::string_view, 4> types = {"go", "peer-to-peer", "group", "group-small"};

// Reads one field after the other, up to the first that is wrong.
class Reader {
 public:
  Reader(const Form& form, const ApiSettings& settings) : form_(form), settings_(settings) {}

  [[nodiscard]] const std::optional<Refusal>& refusal() const { return refusal_; }

  void read_name(Creation& creation) {
    const auto name = form_.get("UniqueName");
    creation.wish.has_name = name.has_value();
    const std::string& written = name ? *name : creation.command.sid;
    const auto tidied = names::room_name(written);
    if (!tidied) {
      refuse(Code::RoomNameInvalid, "UniqueName: " + tidied.error().message);
    } else if (tidied.value().size() > settings_.room_name_bytes) {
      refuse(Code::RoomNameTooLong,
             "UniqueName: longer than " + std::to_string(settings_.room_name_bytes) + " bytes.");
    } else if (name && is_room_sid(tidied.value())) {
      refuse(Code::RoomNameInvalid, "UniqueName: looks like the sid of a room.");
    } else {
      creation.command.name = tidied.value();
    }
  }

  void read_type(RoomWish& wish) {
    const auto type = form_.get("Type");
    if (!type) return;
    wish.type = base::lower(*type);
    if (std::find(types.begin(), types.end(), wish.type) == types.end()) {
      refuse(Code::TypeInvalid, "Type: expected go, peer-to-peer, group-small or group.");
    }
  }

  void read_callback(RoomWish& wish) {
    if (const auto method = form_.get("StatusCallbackMethod")) {
      const std::string lower = base::lower(*method);
      wish.callback_is_get = lower == "get";
      if (lower != "get" && lower != "post") {
        refuse(Code::CallbackMethodInvalid, "StatusCallbackMethod: expected GET or POST.");
      }
    }
    wish.callback_url = form_.get("StatusCallback").value_or("");
    if (wish.callback_url.empty()) return;
    if (wish.callback_url.size() > callback_url_bytes) {
      refuse(Code::CallbackInvalid, "StatusCallback: too long.");
    } else if (const auto why = settings_.why_not_called(wish.callback_url)) {
      refuse(Code::CallbackInvalid, "StatusCallback: " + *why);
    }
  }

  int read_number(std::string_view name, int least, int most, int otherwise, Code code) {
    const auto text = form_.get(name);
    if (!text) return otherwise;
    const auto number = rest::read_number(*text);
    if (number && *number >= static_cast<std::uint64_t>(least) &&
        *number <= static_cast<std::uint64_t>(most)) {
      return static_cast<int>(*number);
    }
    refuse(code, std::string(name) + ": expected a number from " + std::to_string(least) + " to " +
                     std::to_string(most) + ".");
    return otherwise;
  }

 private:
  void refuse(Code code, std::string message) {
    if (!refusal_) refusal_ = Refusal{400, code, std::move(message)};
  }

  const Form& form_;
  const ApiSettings& settings_;
  std::optional<Refusal> refusal_;
};

}  // namespace

bool is_room_sid(std::string_view text) {
  constexpr std::size_t sid_bytes = 34;
  const auto is_hex = [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
  };
  return text.size() == sid_bytes && text.starts_with("RM") &&
         std::all_of(text.begin() + 2, text.end(), is_hex);
}

std::variant<Creation, Refusal> read_creation(const Form& form, const std::string& sid,
                                              const ApiSettings& settings) {
  Creation creation{{{}, sid, {}}, {}};
  RoomWish& wish = creation.wish;
  Reader reader(form, settings);
  reader.read_name(creation);
  reader.read_type(wish);
  reader.read_callback(wish);
  const int most = static_cast<int>(settings.participants_per_room);
  wish.participants = static_cast<std::size_t>(
      reader.read_number("MaxParticipants", 1, most, most, Code::MaxParticipantsOutOfRange));
  wish.stay_seconds = reader.read_number("MaxParticipantDuration", shortest_stay, longest_stay, 0,
                                         Code::InvalidParameter);
  wish.empty_minutes = reader.read_number("EmptyRoomTimeout", shortest_timeout, longest_timeout,
                                          default_timeout, Code::TimeoutOutOfRange);
  wish.unused_minutes = reader.read_number("UnusedRoomTimeout", shortest_timeout, longest_timeout,
                                           default_timeout, Code::TimeoutOutOfRange);
  if (reader.refusal()) return *reader.refusal();
  creation.command.settings = {wish.participants, std::chrono::seconds(wish.stay_seconds),
                               std::chrono::minutes(wish.empty_minutes),
                               std::chrono::minutes(wish.unused_minutes)};
  return creation;
}

}  // namespace parley::rest

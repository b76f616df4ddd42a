#include "parley/protocol/error.h"

#include <array>

namespace parley::protocol {
namespace {

struct Row {
  ErrorId id;
  std::string_view text;
  std::uint16_t close_code;
};

// RFC 6455 section 7.4.1: 1001 going away, 1003 unsupported data, 1008 policy violation,
// 1009 message too big; 1013 (try again later) is in IANA's registry.
constexpr std::array rows = {
    Row{ErrorId::BadJson, "bad-json", 0},
    Row{ErrorId::BadMessage, "bad-message", 0},
    Row{ErrorId::UnknownType, "unknown-type", 0},
    Row{ErrorId::UnknownRecipient, "unknown-recipient", 0},
    Row{ErrorId::MessageTooLarge, "message-too-large", 1009},
    Row{ErrorId::BinaryFrame, "binary-frame", 1003},
    Row{ErrorId::BadRoomName, "bad-room-name", 1008},
    Row{ErrorId::HelloRequired, "hello-required", 1008},
    Row{ErrorId::HelloTimeout, "hello-timeout", 1008},
    Row{ErrorId::RoomFull, "room-full", 1013},
    Row{ErrorId::ServerFull, "server-full", 1013},
    Row{ErrorId::TooSlow, "too-slow", 1008},
    Row{ErrorId::ServerStopping, "server-stopping", 1001},
};

}  // namespace

std::string_view to_string(ErrorId id) {
  for (const Row& row : rows) {
    if (row.id == id) return row.text;
  }
  return "bad-message";
}

ErrorId error_id_from(std::string_view text) {
  for (const Row& row : rows) {
    if (row.text == text) return row.id;
  }
  return ErrorId::BadMessage;
}

std::uint16_t close_code(ErrorId id) {
  for (const Row& row : rows) {
    if (row.id == id) return row.close_code;
  }
  return 0;
}

}  // namespace parley::protocol

#include "parley/protocol/error.h"

#include <array>

namespace parley::protocol {
namespace {

struct Row {
  ErrorId id;
  std::string_view text;
  std::uint16_t close_code;
  // twilio-video.js's number and text for the same, where it has one.
  std::uint16_t vendor_code = 0;
  std::string_view vendor_text = {};
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
    Row{ErrorId::BadRoomName, "bad-room-name", 1008, 53100, "Room name is invalid"},
    Row{ErrorId::HelloRequired, "hello-required", 1008},
    Row{ErrorId::HelloTimeout, "hello-timeout", 1008},
    Row{ErrorId::LobbyFull, "lobby-full", 1013},
    Row{ErrorId::PreviewTimeout, "preview-timeout", 1008},
    Row{ErrorId::RoomFull, "room-full", 1013, 53105, "Room contains too many Participants"},
    Row{ErrorId::ServerFull, "server-full", 1013},
    Row{ErrorId::TooSlow, "too-slow", 1008},
    Row{ErrorId::ServerBusy, "server-busy", 1013},
    Row{ErrorId::ServerStopping, "server-stopping", 1001},
    Row{ErrorId::TokenRequired, "token-required", 1008, 20101,
        "This server lets nobody in without an Access Token"},
    Row{ErrorId::TokenInvalid, "token-invalid", 1008, 20101, "Invalid Access Token"},
    Row{ErrorId::TokenHeaderInvalid, "token-header-invalid", 1008, 20102,
        "Invalid Access Token header"},
    Row{ErrorId::TokenIssuerInvalid, "token-issuer-invalid", 1008, 20103,
        "Invalid Access Token issuer/subject"},
    Row{ErrorId::TokenExpired, "token-expired", 1008, 20104,
        "Access Token expired or expiration date invalid"},
    Row{ErrorId::TokenNotYetValid, "token-not-yet-valid", 1008, 20105,
        "Access Token not yet valid"},
    Row{ErrorId::TokenGrantsInvalid, "token-grants-invalid", 1008, 20106,
        "Invalid Access Token grants"},
    Row{ErrorId::TokenSignatureInvalid, "token-signature-invalid", 1008, 20107,
        "Invalid Access Token signature"},
    Row{ErrorId::RoomNotFound, "room-not-found", 1008, 53106, "Room not found"},
    Row{ErrorId::TooManyMessages, "too-many-messages", 1008},
    Row{ErrorId::MessageTimeout, "message-timeout", 1008},
    Row{ErrorId::TooManyConnections, "too-many-connections", 1013},
    Row{ErrorId::TooManyJoins, "too-many-joins", 1013},
    Row{ErrorId::TooManyRooms, "too-many-rooms", 1013},
    Row{ErrorId::RoomLocked, "room-locked", 1013},
    Row{ErrorId::PasswordRequired, "password-required", 1013},
    Row{ErrorId::PasswordWrong, "password-wrong", 1008},
    Row{ErrorId::TooManyGuesses, "too-many-guesses", 1013},
    Row{ErrorId::WaitingRoomFull, "waiting-room-full", 1013},
    Row{ErrorId::WaitingTimeout, "waiting-timeout", 1013},
    Row{ErrorId::EntryRefused, "entry-refused", 1008},
    Row{ErrorId::HostRequired, "host-required", 0},
    Row{ErrorId::Removed, "removed", 1008},
    Row{ErrorId::RoomEnded, "room-ended", 1000, 53118, "Room completed"},
    Row{ErrorId::DuplicateIdentity, "duplicate-identity", 1008, 53205,
        "Participant disconnected because of duplicate identity"},
    Row{ErrorId::SfuRequired, "sfu-required", 0},
};

static_assert(rows.size() == error_id_count);

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

std::uint16_t vendor_code(ErrorId id) {
  for (const Row& row : rows) {
    if (row.id == id) return row.vendor_code;
  }
  return 0;
}

Error vendor_error(ErrorId id) {
  for (const Row& row : rows) {
    if (row.id == id) return {id, std::string(row.vendor_text)};
  }
  return {id, {}};
}

}  // namespace parley::protocol

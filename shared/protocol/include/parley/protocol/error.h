// The errors of the protocol: a stable id for programs, a sentence for people.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace parley::protocol {

enum class ErrorId : std::uint8_t {
  BadJson,
  BadMessage,
  UnknownType,
  UnknownRecipient,
  MessageTooLarge,
  BinaryFrame,
  BadRoomName,
  HelloRequired,
  HelloTimeout,
  LobbyFull,
  PreviewTimeout,
  RoomFull,
  ServerFull,
  TooSlow,
  ServerBusy,
  ServerStopping,
  TokenRequired,
  TokenInvalid,
  TokenHeaderInvalid,
  TokenIssuerInvalid,
  TokenExpired,
  TokenNotYetValid,
  TokenGrantsInvalid,
  TokenSignatureInvalid,
  RoomNotFound,
  TooManyMessages,
  MessageTimeout,
  TooManyConnections,
  TooManyJoins,
  TooManyRooms,
  RoomLocked,
  PasswordRequired,
  PasswordWrong,
  TooManyGuesses,
  WaitingRoomFull,
  WaitingTimeout,
  EntryRefused,
  HostRequired,
  Removed,
  RoomEnded,
  DuplicateIdentity,
  SfuRequired,
};

/// The number of ids: the last one above, plus one.
inline constexpr std::size_t error_id_count = static_cast<std::size_t>(ErrorId::SfuRequired) + 1;

/// An error as sent on the wire as `ERROR`.
struct Error {
  ErrorId id = ErrorId::BadMessage;
  /// What is wrong and what to do about it, in English, for the developer of a client.
  std::string message;
  /// When trying again may help, in milliseconds from now; 0: it is not known.
  std::uint32_t retry_after = 0;

  friend bool operator==(const Error&, const Error&) = default;
};

/// The stable id of an error, such as "bad-json". PROTOCOL.md lists them all.
std::string_view to_string(ErrorId id);

/// The error with that stable id; `BadMessage` for an id that this version does not know.
ErrorId error_id_from(std::string_view text);

/// The WebSocket close code that ends a connection after this error (RFC 6455 section 7.4.1), or 0
/// if the connection continues.
std::uint16_t close_code(ErrorId id);

/// The number that twilio-video.js has for the same error, such as 20104; 0 if it has none.
std::uint16_t vendor_code(ErrorId id);

/// The error for a refused token or room in the vendor's words: "Access Token expired or expiration
/// date invalid". A sentence of our own for errors that the vendor does not have.
Error vendor_error(ErrorId id);

}  // namespace parley::protocol

// Converts messages to JSON and back. Nothing else in Parley sees JSON.
#pragma once

#include <string>
#include <string_view>

#include "parley/protocol/message.h"
#include "parley/protocol/result.h"

namespace parley::protocol {

/// Each returns one JSON object as UTF-8. Bytes of a string that are not UTF-8 become U+FFFD.
std::string encode(const Preview& message);
std::string encode(const Lobby& message);
std::string encode(const Hello& message);
std::string encode(const Welcome& message);
std::string encode(const IceServers& message);
std::string encode(const UserJoin& message);
std::string encode(const UserLeave& message);
std::string encode(const UserReconnecting& message);
std::string encode(const UserReconnected& message);
std::string encode(const Description& message);
std::string encode(const Candidate& message);
std::string encode(const Publications& message);
std::string encode(const Preferences& message);
std::string encode(const Slots& message);
std::string encode(const Speaking& message);
std::string encode(const RestartIce& message);
std::string encode(const Ping& message);
std::string encode(const Pong& message);
std::string encode(const Error& message);
std::string encode(const Bye& message);
std::string encode(const Report& message);
std::string encode(const SfuFailed& message);
std::string encode(const RoomChanged& message);
std::string encode(const Waiting& message);
std::string encode(const Knock& message);
std::string encode(const KnockEnded& message);
std::string encode(const WrongPasswords& message);
std::string encode(const Muted& message);
std::string encode(const SetRoom& message);
std::string encode(const HostOrder& message);

/// Reads what a client sends to the server itself. Errors: `bad-json` with the position,
/// `bad-message` with the field ("HELLO.identity: expected a string"), `unknown-type`.
Result<ClientMessage> decode_client_message(std::string_view text);

/// Reads what the server sends or relays to a client. Errors as above.
Result<ServerMessage> decode_server_message(std::string_view text);

}  // namespace parley::protocol

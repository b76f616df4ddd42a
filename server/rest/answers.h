// Answers as JSON, in the vendor's shapes.
#pragma once

#include <string>
#include <string_view>

#include "lists.h"
#include "parley/http/http_message.h"
#include "parley/rest/directory.h"

namespace parley::rest {

/// What an answer says besides the record.
struct Frame {
  std::string account_sid;
  bool has_turn = false;
  std::size_t participants_per_room = 0;
  std::string base_url;  ///< "https://meet.example.org/v1"
};

/// The vendor's numbers of errors.
enum class Code : int {
  InvalidParameter = 20001,
  Unauthorized = 20003,
  MethodNotAllowed = 20004,
  NotFound = 20404,
  TooManyRequests = 20429,
  Unavailable = 20503,
  RoomNameInvalid = 53100,
  RoomNameTooLong = 53101,
  RoomNotCreated = 53103,
  MaxParticipantsOutOfRange = 53107,
  TypeInvalid = 53108,
  TimeoutOutOfRange = 53109,
  CallbackMethodInvalid = 53110,
  CallbackInvalid = 53111,
  StatusInvalid = 53112,
  RoomExists = 53113,
  RoomCompleted = 53118,
};

/// An error: what a request was refused for.
struct Refusal {
  int status = 400;
  Code code = Code::InvalidParameter;
  std::string message = {};
};

http::Response answer(const Refusal& refusal);
http::Response answer(const Frame& frame, const RoomRecord& room, int status = 200);
http::Response answer(const Frame& frame, const ParticipantRecord& participant);
http::Response answer(const Frame& frame, const ParticipantRecord& participant,
                      const TrackRecord& track);

http::Response answer(const Frame& frame, const ListPlace& place, const Page<RoomRecord>& page);
http::Response answer(const Frame& frame, const ListPlace& place,
                      const Page<ParticipantRecord>& page);
/// All tracks of a participant.
http::Response answer(const Frame& frame, const ListPlace& place,
                      const ParticipantRecord& participant);

}  // namespace parley::rest

// The fields of status callbacks, as the vendor has them.
#include <utility>

#include "parley/rest/directory.h"
#include "times.h"

namespace parley::rest {
namespace {

using Fields = std::vector<std::pair<std::string, std::string>>;

void add_participant(Fields& fields, const ParticipantRecord& participant) {
  fields.emplace_back("ParticipantSid", participant.sid);
  fields.emplace_back("ParticipantIdentity", participant.identity);
  fields.emplace_back("ParticipantStatus", participant.ended ? "disconnected" : "connected");
  if (!participant.ended) return;
  fields.emplace_back("ParticipantDuration",
                      std::to_string(seconds_between(participant.started, *participant.ended)));
}

void add_track(Fields& fields, const protocol::TrackPublication& track) {
  fields.emplace_back("TrackSid", track.sid);
  fields.emplace_back("TrackKind", to_string(track.kind));
  fields.emplace_back("TrackName", track.name);
}

}  // namespace

void Directory::call(Room& room, std::string_view event, Time now,
                     const ParticipantRecord* participant, const TrackRecord* track) {
  const RoomRecord& record = room.record;
  if (record.wish.callback_url.empty() || !sink_) return;
  base::StatusCallback callback{record.sid, record.wish.callback_url, record.wish.callback_is_get};
  Fields& fields = callback.fields;
  fields = {{"AccountSid", account_sid_},
            {"RoomSid", record.sid},
            {"RoomName", record.unique_name()},
            {"RoomStatus", record.ended ? "completed" : "in-progress"},
            {"RoomType", record.wish.type},
            {"StatusCallbackEvent", std::string(event)},
            {"Timestamp", to_iso_with_milliseconds(now)},
            {"SequenceNumber", std::to_string(room.callbacks++)}};
  if (record.ended) {
    fields.emplace_back("RoomDuration",
                        std::to_string(seconds_between(record.created, *record.ended)));
  }
  if (participant != nullptr) add_participant(fields, *participant);
  if (track != nullptr) add_track(fields, track->track);
  sink_(std::move(callback));
}

}  // namespace parley::rest

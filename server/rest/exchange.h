// One request and its answer.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "answers.h"
#include "form.h"
#include "parley/hub/command.h"
#include "parley/rest/api.h"

namespace parley::rest {

/// Answers one request of someone who may have everything done.
class Exchange {
 public:
  /// All of them must outlive this.
  Exchange(const http::Request& request, Directory& directory, const ApiSettings& settings,
           const hub::Commander& commander, const hub::RoomFinder& finder);

  [[nodiscard]] http::Response answer();

 private:
  using Segments = std::vector<std::string>;

  // By what the path names.
  [[nodiscard]] http::Response answer_rooms();
  [[nodiscard]] http::Response answer_room(const RoomRecord& room);
  [[nodiscard]] http::Response answer_below_room(const RoomRecord& room, const Segments& path);
  [[nodiscard]] http::Response answer_participants(const RoomRecord& room);
  [[nodiscard]] http::Response answer_participant(const RoomRecord& room,
                                                  const ParticipantRecord& participant);
  [[nodiscard]] http::Response answer_tracks(const ParticipantRecord& participant,
                                             const Segments& path);

  [[nodiscard]] http::Response create_room();
  [[nodiscard]] http::Response end_room(const RoomRecord& room);
  [[nodiscard]] http::Response remove(const RoomRecord& room, const ParticipantRecord& participant);

  /// Why the body, or the query of a GET, cannot be read; otherwise it is in `form_`.
  [[nodiscard]] std::optional<Refusal> read_form();
  /// A refusal unless the method is GET, or POST where `posts`.
  [[nodiscard]] std::optional<Refusal> check_method(bool posts) const;
  [[nodiscard]] bool is_post() const { return request_.method == "POST"; }
  /// Nothing where a time cannot be read.
  [[nodiscard]] std::optional<Time> time_of(std::string_view field) const;
  [[nodiscard]] std::optional<ListPlace> place_of(std::string url) const;

  const http::Request& request_;
  Directory& directory_;
  const ApiSettings& settings_;
  const hub::Commander& commander_;
  const hub::RoomFinder& finder_;
  Frame frame_;
  Form form_;
};

}  // namespace parley::rest

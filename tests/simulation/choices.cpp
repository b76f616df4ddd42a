#include "choices.h"

#include <algorithm>

namespace parley::simulation {
namespace {

using Kind = Source::Kind;

Resources touched_at_server(const Source& source, std::uint64_t ordinal) {
  // The first is the opening of the socket, which its client may have closed meanwhile.
  if (ordinal == 0) return resources::server | resources::client(source.client);
  if (!source.relayed) return resources::server;
  return resources::heard_from(source.client) | resources::told_to(1 - source.client);
}

Resources touched(const Source& source, std::uint64_t ordinal) {
  switch (source.kind) {
    case Kind::ToServer:
      return touched_at_server(source, ordinal);
    case Kind::ServerNotices:
    case Kind::ServerStarts:
    case Kind::Expiry:
      return resources::server;
    case Kind::ToClient:
    case Kind::ClientNotices:
    case Kind::Operation:
    case Kind::NegotiationNeeded:
    case Kind::Candidate:
    case Kind::Deadline:
      return resources::client(source.client);
    case Kind::Script:
    case Kind::IceCheck:
    case Kind::Media:
    case Kind::Consent:
      break;
  }
  return resources::everything;
}

const char* name_of(Kind kind) {
  switch (kind) {
    case Kind::Script:
      return "the script goes on";
    case Kind::ToServer:
      return "the server receives";
    case Kind::ToClient:
      return "receives";
    case Kind::ClientNotices:
      return "notices that the socket is closed";
    case Kind::ServerNotices:
      return "the server notices that the socket is closed";
    case Kind::ServerStarts:
      return "the server starts";
    case Kind::Operation:
      return "the operation ends";
    case Kind::NegotiationNeeded:
      return "negotiationneeded";
    case Kind::Candidate:
      return "a local candidate";
    case Kind::IceCheck:
      return "ICE connects";
    case Kind::Media:
      return "something happens in the SFU";
    case Kind::Deadline:
      return "a deadline is reached";
    case Kind::Expiry:
      return "a deadline of the server is reached";
    case Kind::Consent:
      return "consent is checked";
  }
  return "";
}

}  // namespace

std::string describe(const Step& step) {
  if (step.kind == Step::Kind::TimePasses) return "time passes";
  const std::string client(1, static_cast<char>('A' + step.source.client));
  if (step.kind == Step::Kind::Act) return client + ": " + step.name;
  if (step.kind == Step::Kind::Loss) return client + ": a message to it is lost";
  const std::string number =
      step.source.number == 0 ? "" : " (" + std::to_string(step.source.number) + ")";
  return client + ": " + name_of(step.source.kind) + number;
}

void Choices::at(Time moment, const Source& source, Task task) {
  // When ICE gets through is a step of its own (IceNetwork::checkable()).
  if (source.kind == Kind::IceCheck) return;
  Lane& lane = lanes_[key(source)];
  if (source.bound_to_time()) lane.entries.clear();
  lane.entries.push_back({moment, source, std::move(task)});
}

void Choices::discard(std::uint32_t client, std::uint64_t number) {
  for (const Kind kind :
       {Kind::Operation, Kind::NegotiationNeeded, Kind::Candidate, Kind::Consent}) {
    lanes_.erase({kind, client, number});
  }
}

std::vector<Step> Choices::tasks() const {
  std::vector<Step> steps;
  for (const auto& [key, lane] : lanes_) {
    if (lane.entries.empty() || std::get<Kind>(key) == Kind::Consent) continue;
    const Entry& next = lane.entries.front();
    if (next.source.bound_to_time() && next.moment > now()) continue;
    steps.push_back({Step::Kind::Task, next.source, lane.done, touched(next.source, lane.done)});
  }
  return steps;
}

Choices::Entry Choices::take(const Source& source) {
  Lane& lane = lanes_.at(key(source));
  Entry entry = std::move(lane.entries.front());
  lane.entries.pop_front();
  ++lane.done;
  return entry;
}

void Choices::run(const Source& source) {
  const Entry entry = take(source);
  entry.task();
}

void Choices::lose(const Source& source) {
  take(source);
}

std::optional<Time> Choices::next_deadline() const {
  std::optional<Time> next;
  for (const auto& [key, lane] : lanes_) {
    const Kind kind = std::get<Kind>(key);
    if (lane.entries.empty() || (kind != Kind::Deadline && kind != Kind::Expiry)) continue;
    const Time moment = lane.entries.front().moment;
    if (moment > now() && (!next || moment < *next)) next = moment;
  }
  return next;
}

std::optional<Source> Choices::due_consent(Time until) const {
  const Entry* first = nullptr;
  for (const auto& [key, lane] : lanes_) {
    if (std::get<Kind>(key) != Kind::Consent || lane.entries.empty()) continue;
    const Entry& entry = lane.entries.front();
    if (entry.moment <= until && (first == nullptr || entry.moment < first->moment)) first = &entry;
  }
  return first == nullptr ? std::nullopt : std::optional(first->source);
}

void Choices::pass_time() {
  // Consent may bring about something to do before that.
  while (const auto end = next_deadline()) {
    const auto consent = due_consent(*end);
    if (!consent) {
      set_now(*end);
      return;
    }
    const Time moment = lanes_.at(key(*consent)).entries.front().moment;
    if (moment > now() && !tasks().empty()) return;
    set_now(std::max(now(), moment));
    run(*consent);
  }
}

}  // namespace parley::simulation

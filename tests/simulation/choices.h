#pragma once

#include <deque>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "scheduler.h"

namespace parley::simulation {

/// What a step reads or writes, as a set of bits: steps that share nothing commute. Of the server
/// there are four: what it knows of each client's messages to it, and what it has sent to each. A
/// queue is none of it: one end adds, the other takes.
using Resources = std::uint8_t;

namespace resources {

inline constexpr Resources server = 0b111100;
inline constexpr Resources everything = 0b111111;
inline constexpr std::size_t count = 6;

inline constexpr Resources client(std::uint32_t number) {
  return static_cast<Resources>(1U << number);
}
inline constexpr Resources heard_from(std::uint32_t number) {
  return static_cast<Resources>(0b100U << number);
}
inline constexpr Resources told_to(std::uint32_t number) {
  return static_cast<Resources>(0b10000U << number);
}

}  // namespace resources

/// One thing that may happen next.
struct Step {
  enum class Kind : std::uint8_t {
    Task,
    Loss,        // the next message to a client is lost instead of delivered
    TimePasses,  // up to the next deadline of anyone
    Act,         // what a person does, or the world to him
    Check,       // of ICE, which succeeds
  };
  Kind kind = Kind::Task;
  Source source = {};
  /// How many of this source have happened before. Together with the source it names a step over
  /// all the orders in which it may happen.
  std::uint64_t ordinal = 0;
  Resources touches = resources::everything;
  /// Of an act.
  const char* name = "";
};

std::string describe(const Step& step);

/// The scheduler of an exploration for two clients: each source's next task can be run at any
/// moment, and time stands still until it is told to pass. What is bound to time runs when it is
/// due.
class Choices : public Scheduler {
 public:
  void at(Time moment, const Source& source, Task task) override;
  void discard(std::uint32_t client, std::uint64_t number) override;

  /// The tasks of which any may be run next, in an order that depends on nothing but them.
  [[nodiscard]] std::vector<Step> tasks() const;
  void run(const Source& source);
  void lose(const Source& source);

  /// When the next deadline is that is not due yet.
  [[nodiscard]] std::optional<Time> next_deadline() const;
  /// Lets time pass up to then. Consent is checked on the way.
  void pass_time();

 private:
  struct Entry {
    Time moment;
    Source source;
    Task task;
  };
  struct Lane {
    std::deque<Entry> entries;
    std::uint64_t done = 0;
  };
  using Key = std::tuple<Source::Kind, std::uint32_t, std::uint64_t>;
  static Key key(const Source& source) { return {source.kind, source.client, source.number}; }
  Entry take(const Source& source);
  std::optional<Source> due_consent(Time until) const;

  std::map<Key, Lane> lanes_;
};

}  // namespace parley::simulation

// What is still to happen in a run. The models add tasks; which of them comes next is the
// scheduler's to say: by the clock in a simulation (VirtualTime), by choice in an exploration.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <utility>

namespace parley::simulation {

using Time = std::chrono::milliseconds;

/// Where a task comes from. Tasks of one source happen in the order in which they were added.
struct Source {
  enum class Kind : std::uint8_t {
    Script,             // what a person does
    ToServer,           // a socket, from the client
    ToClient,           // a socket, from the server
    ClientNotices,      // a socket is closed, and its client learns of it
    ServerNotices,      // likewise the server
    ServerStarts,       // after it was killed
    Operation,          // a connection's operations chain
    NegotiationNeeded,  // a connection's event
    Candidate,          // a connection's local candidates
    IceCheck,           // a connection's checks, done again until they succeed
    Media,              // Januses, what passes between the server and them, and media's arrival
    // These three come with time and nothing else; of each source the newest task alone is due.
    Deadline,  // a client's
    Expiry,    // the server's
    Consent,   // a connection's
  };

  Kind kind = Kind::Script;
  /// The client it belongs to.
  std::uint32_t client = 0;
  /// Tells the sockets or connections of a client from one another.
  std::uint64_t number = 0;
  /// ToServer, ToClient: a message of one participant to another, with which the server does
  /// nothing but pass it on.
  bool relayed = false;

  [[nodiscard]] bool bound_to_time() const { return kind >= Kind::Deadline; }
};

class Scheduler {
 public:
  using Task = std::function<void()>;

  Scheduler() = default;
  Scheduler(const Scheduler&) = delete;
  Scheduler& operator=(const Scheduler&) = delete;
  virtual ~Scheduler() = default;

  [[nodiscard]] Time now() const { return now_; }

  virtual void at(Time moment, const Source& source, Task task) = 0;
  void after(Time delay, const Source& source, Task task) {
    at(now_ + delay, source, std::move(task));
  }
  /// The client's connection of this number is closed: its tasks would do nothing.
  virtual void discard(std::uint32_t /*client*/, std::uint64_t /*number*/) {}

 protected:
  void set_now(Time now) { now_ = now; }

 private:
  Time now_{};
};

}  // namespace parley::simulation

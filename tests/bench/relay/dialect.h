// How the servers that are compared want to be spoken to.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace parley::bench {

/// Where a client is: which one of all, and the room it shares with its neighbours.
struct Place {
  std::size_t client = 0;
  std::size_t room = 0;
};

class Dialect {
 public:
  Dialect() = default;
  Dialect(const Dialect&) = delete;
  Dialect& operator=(const Dialect&) = delete;
  virtual ~Dialect() = default;

  /// The target of the request for the upgrade.
  [[nodiscard]] virtual std::string path(const Place& place) const = 0;
  [[nodiscard]] virtual std::string subprotocol() const { return {}; }
  /// The first message, empty where there is none.
  [[nodiscard]] virtual std::string hello(const Place& /*place*/) const { return {}; }
  /// True for the message after which a client is in; where it has to wait for one.
  [[nodiscard]] virtual bool waits_for_welcome() const { return false; }
  [[nodiscard]] virtual bool is_welcome(std::string_view /*text*/) const { return false; }
  /// A client is in, as that message says.
  virtual void note_welcome(std::size_t /*client*/, std::string_view /*text*/) {}
  /// True where one message goes to all others of the room; else each of them gets its own.
  [[nodiscard]] virtual bool broadcasts() const { return true; }
  /// A candidate of about 250 bytes from one client to another, or to its room, due at `due`;
  /// empty if the other one has never been in.
  [[nodiscard]] virtual std::string message(const Place& from, std::size_t to,
                                            std::int64_t due) const = 0;
  /// What a client says after every `count` messages received; empty where nothing.
  [[nodiscard]] virtual std::string confirmation(std::uint32_t /*count*/) const { return {}; }
  /// How a client takes its leave before it closes the connection; empty where it only closes it.
  [[nodiscard]] virtual std::string farewell() const { return {}; }
};

/// parley.1. A client gets the token of its number, where there are tokens.
std::unique_ptr<Dialect> speak_parley(std::vector<std::string> tokens);
/// The first seed's server and a plain relay: whatever one says goes to the others.
std::unique_ptr<Dialect> speak_seed();
/// PeerJS's server.
std::unique_ptr<Dialect> speak_peerjs();

/// What message() put into a text, however the server wrote it anew.
struct Stamp {
  std::size_t sender = 0;
  std::int64_t due = 0;
};
/// False for a text that is no such message.
bool read_stamp(std::string_view text, Stamp& stamp);

}  // namespace parley::bench

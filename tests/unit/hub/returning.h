// A meeting whose participants lose their connections and come back.
#pragma once

#include <optional>

#include "meeting.h"

namespace parley::hub {

class Returning : public Meeting {
 protected:
  /// Says HELLO on a new connection; what it heard is in `last`. Answers with the WELCOME, which
  /// comes first.
  protocol::Welcome come_back(ConnectionId id, const protocol::Welcome& before,
                              std::uint32_t received, std::string_view room = "standup") {
    protocol::Hello hello{"Returned", {}};
    hello.resume = before.resume;
    hello.received = received;
    hub().connect(id, room, Mode::Parley1, now);
    last = hub().receive(id, encode(hello), now);
    return welcome_in(id);
  }

  /// As join(), with the whole WELCOME.
  protocol::Welcome enter(ConnectionId id, const std::string& identity,
                          std::string_view room = "standup") {
    hub().connect(id, room, Mode::Parley1, now);
    last = hub().receive(id, encode(protocol::Hello{identity, {}}), now);
    return welcome_in(id);
  }

  void say(ConnectionId id, std::string_view text) { last = hub().receive(id, text, now); }
  void lose(ConnectionId id) { last = hub().disconnect(id, now); }

  /// Time passes, with all that the hub does meanwhile; only the last of it is in `last`.
  void wait(Instant time) {
    now += time;
    last = hub().expire(now);
  }

  /// Another run of the server, with the same key, a minute later.
  void restart_server() {
    options.started_at += now.count() + 60'000;
    now = Instant{10};
    run_.emplace(ids, signer, options);
  }

  Hub& hub() { return run_ ? *run_ : Meeting::hub; }

  static constexpr ConnectionId ann_again = 11;
  static constexpr ConnectionId ben_again = 12;
  static constexpr ConnectionId ann_once_more = 21;

 private:
  [[nodiscard]] protocol::Welcome welcome_in(ConnectionId id) const {
    const auto all = texts(id);
    if (!all.empty()) return decoded<protocol::Welcome>(all.front());
    ADD_FAILURE() << "nothing for connection " << id;
    return {};
  }

  std::optional<Hub> run_;
};

}  // namespace parley::hub

// What people do in a meeting of chance, and what goes wrong for them.
#pragma once

#include <cstdint>
#include <string>

#include "client.h"
#include "ice_network.h"
#include "invariants.h"
#include "random.h"
#include "scheduler.h"
#include "signaling_network.h"

namespace parley::simulation {

/// What may go wrong besides what people do.
enum class Weather : std::uint8_t {
  Calm,     // nothing: so nothing has to be mended
  Lossy,    // messages get lost, doubled and reordered
  Rough,    // sockets and paths break, clients crash, the server is restarted
  Watched,  // the server puts itself in between
};

/// Where the client's next deed comes from.
inline Source script(const Client& client) {
  return {Source::Kind::Script, client.number()};
}

class Deeds {
 public:
  /// All have to outlive it.
  Deeds(Random& random, Scheduler& scheduler, SignalingNetwork& network, IceNetwork& ice,
        const Clients& clients)
      : random_(random), scheduler_(scheduler), network_(network), ice_(ice), clients_(clients) {}

  struct Meeting {
    Weather weather = Weather::Calm;
    bool hosts_act = false;  ///< else nobody makes use of being host
    bool large = false;      ///< the server has SFUs
  };
  /// To be called before anybody does anything.
  void begin(Meeting meeting) { meeting_ = meeting; }

  /// One of all that there is, by chance.
  void do_something(Client& client);
  void come(Client& client, std::uint32_t percent_with_password);
  void cut_socket(Client& client);
  /// Where it is about to join from the lobby: its socket is dead, or the server dies behind its
  /// HELLO.
  void spoil_entry(Client& client);

  [[nodiscard]] Client* host_of(const std::string& room) const;
  /// Somebody's socket is silent, who may not have noticed yet.
  [[nodiscard]] bool silenced() const { return silenced_; }

 private:
  void act_as_host(Client& someone);
  void crash(Client& client);
  void restart_server_now_and_then();
  void change_network(Client& client);
  void wedge_connections(Client& client);
  void break_or_mend_a_path(const Client& client);

  Random& random_;
  Scheduler& scheduler_;
  SignalingNetwork& network_;
  IceNetwork& ice_;
  const Clients& clients_;
  Meeting meeting_;
  bool silenced_ = false;
};

}  // namespace parley::simulation

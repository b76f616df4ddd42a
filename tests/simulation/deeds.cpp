#include "deeds.h"

#include <iterator>

#include "host_orders.h"

namespace parley::simulation {

Client* Deeds::host_of(const std::string& room) const {
  for (const auto& client : clients_) {
    if (client->is_host() && client->room_name() == room) return client.get();
  }
  return nullptr;
}

void Deeds::do_something(Client& client) {
  if (meeting_.hosts_act && random_.chance(40)) {
    act_as_host(client);
    return;
  }
  using Deed = void (*)(Deeds&, Client&);
  static constexpr Deed all[] = {
      [](Deeds&, Client& one) { one.leave(); },
      [](Deeds& deeds, Client& one) { deeds.crash(one); },
      [](Deeds& deeds, Client& one) { deeds.cut_socket(one); },
      [](Deeds& deeds, Client& one) { deeds.come(one, 50); },
      [](Deeds&, Client& one) { one.preview(); },
      [](Deeds&, Client& one) { one.publish(protocol::TrackKind::Video); },
      [](Deeds&, Client& one) { one.publish(protocol::TrackKind::Video); },
      [](Deeds&, Client& one) { one.publish(protocol::TrackKind::Audio); },
      [](Deeds&, Client& one) { one.unpublish_one(); },
      [](Deeds&, Client& one) { one.unpublish_one(); },
      [](Deeds&, Client& one) { one.mute_or_unmute_one(); },
      [](Deeds& deeds, Client& one) { deeds.change_network(one); },
      [](Deeds& deeds, Client&) { deeds.restart_server_now_and_then(); },
      [](Deeds& deeds, Client& one) { deeds.break_or_mend_a_path(one); },
      [](Deeds& deeds, Client& one) { deeds.break_or_mend_a_path(one); },
      [](Deeds& deeds, Client& one) { deeds.wedge_connections(one); },
  };
  all[random_.below(std::size(all))](*this, client);
}

// Mostly by one who is host; what others order has no effect.
void Deeds::act_as_host(Client& someone) {
  Client* const host = host_of(someone.room_name());
  Client& client = random_.chance(15) || host == nullptr ? someone : *host;
  give_an_order(client, random_);
}

void Deeds::come(Client& client, std::uint32_t percent_with_password) {
  const bool was_sent_away = client.ending() == "removed" || client.ending() == "entry-refused";
  if (was_sent_away && random_.chance(50)) client.stay_out();
  client.join(random_.chance(percent_with_password));
}

void Deeds::crash(Client& client) {
  if (meeting_.weather != Weather::Calm) client.crash();
}

// Resuming counts messages, and so cannot be had where they are lost on one connection.
void Deeds::cut_socket(Client& client) {
  if (meeting_.weather != Weather::Rough) return;
  // A first connect that gets no answer ends for good, and nobody would repeat it here.
  if (random_.chance(25) && (client.is_in() || client.waits())) {
    silenced_ = true;
    client.silence_socket();
  } else {
    client.cut_socket();
  }
}

void Deeds::spoil_entry(Client& client) {
  if (meeting_.weather != Weather::Rough || !client.previewed().count) return;
  if (random_.chance(60)) {
    silenced_ = true;
    client.silence_socket();
  } else {
    scheduler_.after(random_.between(Time(2), Time(80)), script(client),
                     [this] { network_.restart_server(random_.between(Time(10), Time(1000))); });
  }
}

void Deeds::restart_server_now_and_then() {
  if (meeting_.weather != Weather::Rough || !random_.chance(30)) return;
  network_.restart_server(random_.between(Time(10), Time(4000)));
}

// The model's media stops for the moment of an ICE restart; that of browsers does not.
void Deeds::change_network(Client& client) {
  if (!meeting_.large || meeting_.weather != Weather::Calm) client.change_network();
}

void Deeds::wedge_connections(Client& client) {
  if (meeting_.weather == Weather::Rough && random_.chance(30)) client.wedge_connections();
}

void Deeds::break_or_mend_a_path(const Client& client) {
  if (meeting_.weather == Weather::Calm) return;
  const std::uint32_t other = random_.below(static_cast<std::uint32_t>(clients_.size()));
  ice_.set_path(client.number(), other, random_.chance(30));
}

}  // namespace parley::simulation

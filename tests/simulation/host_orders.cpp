#include "host_orders.h"

#include <iterator>

namespace parley::simulation {

void give_an_order(Client& client, Random& random) {
  using Order = void (*)(Random&, Client&);
  static constexpr Order orders[] = {
      [](Random&, Client& one) { one.lock(true); },
      [](Random&, Client& one) { one.lock(false); },
      [](Random&, Client& one) { one.have_wait(true); },
      [](Random&, Client& one) { one.have_wait(true); },
      [](Random&, Client& one) { one.have_wait(false); },
      [](Random& dice, Client& one) { one.ask_for_password(dice.chance(60)); },
      [](Random&, Client& one) { one.mute_another(); },
      [](Random&, Client& one) { one.mute_another(); },
      [](Random&, Client& one) { one.remove_another(); },
      [](Random&, Client& one) { one.remove_another(); },
      [](Random&, Client& one) { one.answer_knocks(60, 20); },
      [](Random&, Client& one) { one.answer_knocks(60, 20); },
      [](Random& dice, Client& one) {
        if (dice.chance(30)) one.end_for_all();
      },
  };
  orders[random.below(std::size(orders))](random, client);
}

}  // namespace parley::simulation

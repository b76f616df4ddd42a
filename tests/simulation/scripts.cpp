#include "scripts.h"

#include "parley/core/limits.h"

namespace parley::simulation {
namespace {

namespace limits = core::limits;
using protocol::TrackKind;

constexpr std::uint32_t A = 0;
constexpr std::uint32_t B = 1;
// For what has to be mended. One who crashed keeps his place for 30 s.
constexpr Time patience{60'000};

template <std::uint32_t number>
Act join() {
  return {number, "joins", [](World& world) { world.client(number).join(); },
          resources::client(number)};
}

template <std::uint32_t number>
Act leave() {
  return {number, "leaves", [](World& world) { world.client(number).leave(); },
          resources::client(number)};
}

template <std::uint32_t number, TrackKind kind = TrackKind::Audio>
Act publish() {
  return {number, "publishes a track", [](World& world) { world.client(number).publish(kind); },
          resources::client(number)};
}

template <std::uint32_t number>
Act unpublish() {
  return {number, "unpublishes a track", [](World& world) { world.client(number).unpublish_one(); },
          resources::client(number)};
}

template <std::uint32_t number>
Act change_network() {
  return {number, "is in another network",
          [](World& world) { world.client(number).change_network(); }, resources::client(number)};
}

template <std::uint32_t number>
Act cut_socket() {
  return {number, "loses its socket", [](World& world) { world.client(number).cut_socket(); },
          resources::server | resources::client(number)};
}

template <std::uint32_t number>
Act silence_socket() {
  return {number, "hears nothing more", [](World& world) { world.client(number).silence_socket(); },
          resources::server | resources::client(number)};
}

template <std::uint32_t number>
Act crash() {
  return {number, "crashes", [](World& world) { world.client(number).crash(); },
          resources::server | resources::client(number)};
}

Act open_guests_page() {
  return {B, "a guest opens the page", [](World& world) { world.guest().open_page(); },
          resources::client(B)};
}

Act restart_server() {
  return {A, "the server is killed", [](World& world) { world.network().restart_server(Time{}); },
          resources::everything};
}

// Both are about to come, each with a camera.
void apart(World& world) {
  world.client(A).publish(TrackKind::Video);
  world.client(B).publish(TrackKind::Video);
}

// A waits for a guest.
void waiting_for_guest(World& world) {
  world.client(A).publish(TrackKind::Video);
  world.client(A).join();
  world.run_dry();
}

// A guest waits, and A is about to come.
void guest_waiting(World& world) {
  world.client(A).publish(TrackKind::Video);
  world.guest().open_page();
  world.run_dry();
}

void together_with_guest(World& world) {
  waiting_for_guest(world);
  world.guest().open_page();
  world.run_dry();
}

// A waits for B.
void alone(World& world) {
  apart(world);
  world.client(A).join();
  world.run_dry();
}

// B has joined A, so that A is polite; and all is well.
void together(World& world) {
  alone(world);
  world.client(B).join();
  world.run_dry();
}

// The depths are such that each takes less than a minute.
std::vector<Script> make_scripts() {
  std::vector<Script> all;
  const auto add = [&all](const char* name, void (*prepare)(World&), std::size_t depth,
                          std::vector<std::vector<Act>> acts) -> Script& {
    all.push_back({name, false, prepare, std::move(acts), depth});
    return all.back();
  };
  // Nothing goes wrong, and so nothing has to be mended.
  add("first-contact", apart, 40, {{join<A>()}, {join<B>()}});
  add("both-publish", together, 40, {{publish<A>()}, {publish<B>()}});
  add("publish-and-unpublish", together, 20, {{publish<A>(), unpublish<A>()}, {publish<B>()}});
  add("leave-and-return", together, 14, {{publish<A>()}, {leave<B>(), join<B>()}});
  const auto add_with_guest = [&add](const char* name, void (*prepare)(World&), std::size_t depth,
                                     std::vector<std::vector<Act>> acts) {
    add(name, prepare, depth, std::move(acts)).with_guest = true;
  };
  // The page cannot stand it when both come at one instant: it takes the answer to its first offer
  // for one to its second.
  add_with_guest("guest-joins", waiting_for_guest, 30, {{open_guests_page()}});
  add_with_guest("client-joins-guest", guest_waiting, 30, {{join<A>()}});
  add_with_guest("publish-to-guest", together_with_guest, 30, {{publish<A>(), unpublish<A>()}});
  // ICE is restarted.
  add("ice-restart-meets-offer", together, 28, {{publish<A>()}, {change_network<B>()}}).patience =
      patience;
  add("both-networks-change", together, 20, {{change_network<A>()}, {change_network<B>()}})
      .patience = patience;
  // Sockets, clients and the server break.
  add("crash-and-return", together, 12, {{publish<A>()}, {crash<B>(), join<B>()}}).patience =
      patience;
  add("cut-in-glare", together, 10, {{publish<A>()}, {publish<B>()}, {cut_socket<B>()}}).patience =
      patience;
  add("cut-on-first-contact", alone, 14, {{cut_socket<A>()}, {join<B>()}}).patience = patience;
  add("silence-in-glare", together, 10, {{publish<A>()}, {publish<B>()}, {silence_socket<B>()}})
      .patience = patience;
  add("restart-in-glare", together, 9, {{publish<A>()}, {publish<B>()}, {restart_server()}})
      .patience = patience;
  // A message is lost, or one deadline comes too early.
  const auto wrong = [&add](const char* name, void (*prepare)(World&), std::size_t depth,
                            std::vector<std::vector<Act>> acts, std::uint32_t losses,
                            std::uint32_t delays, Time within) {
    Script& script = add(name, prepare, depth, std::move(acts));
    script.losses = losses;
    script.delays = delays;
    script.patience = within;
  };
  wrong("loss-on-first-contact", apart, 26, {{join<A>()}, {join<B>()}}, 1, 0,
        limits::answer_timeout + Time(1000));
  wrong("loss-in-glare", together, 16, {{publish<A>()}, {publish<B>()}}, 1, 0,
        2 * limits::answer_timeout);
  wrong("loss-with-ice-restart", together, 18, {{publish<A>()}, {change_network<B>()}}, 1, 0,
        2 * limits::answer_timeout);
  wrong("delay-on-first-contact", apart, 24, {{join<A>()}, {join<B>()}}, 0, 1,
        limits::answer_timeout);
  wrong("delay-in-glare", together, 12, {{publish<A>()}, {publish<B>()}}, 0, 1,
        limits::answer_timeout);
  return all;
}

}  // namespace

const std::vector<Script>& scripts() {
  static const std::vector<Script> all = make_scripts();
  return all;
}

}  // namespace parley::simulation

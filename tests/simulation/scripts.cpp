#include "scripts.h"

namespace parley::simulation {
namespace {

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

Act restart_server() {
  return {A, "the server is killed", [](World& world) { world.network().restart_server(Time{}); },
          resources::everything};
}

// Both are about to come, each with a camera.
void apart(World& world) {
  world.client(A).publish(TrackKind::Video);
  world.client(B).publish(TrackKind::Video);
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
    all.push_back({name, prepare, std::move(acts), depth});
    return all.back();
  };
  // Nothing goes wrong, and so nothing has to be mended.
  add("first-contact", apart, 40, {{join<A>()}, {join<B>()}});
  add("both-publish", together, 40, {{publish<A>()}, {publish<B>()}});
  add("publish-and-unpublish", together, 20, {{publish<A>(), unpublish<A>()}, {publish<B>()}});
  add("leave-and-return", together, 14, {{publish<A>()}, {leave<B>(), join<B>()}});
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
                            std::uint32_t delays) {
    Script& script = add(name, prepare, depth, std::move(acts));
    script.losses = losses;
    script.delays = delays;
    script.patience = patience;
  };
  wrong("loss-on-first-contact", apart, 26, {{join<A>()}, {join<B>()}}, 1, 0);
  wrong("loss-in-glare", together, 16, {{publish<A>()}, {publish<B>()}}, 1, 0);
  wrong("loss-with-ice-restart", together, 18, {{publish<A>()}, {change_network<B>()}}, 1, 0);
  wrong("delay-on-first-contact", apart, 24, {{join<A>()}, {join<B>()}}, 0, 1);
  wrong("delay-in-glare", together, 12, {{publish<A>()}, {publish<B>()}}, 0, 1);
  return all;
}

}  // namespace

const std::vector<Script>& scripts() {
  static const std::vector<Script> all = make_scripts();
  return all;
}

}  // namespace parley::simulation

#pragma once

#include <array>
#include <string>
#include <vector>

#include "choices.h"
#include "invariants.h"

namespace parley::simulation {

class World;

/// Something that a client's person does, or that is done to the client.
struct Act {
  std::uint32_t client = 0;
  const char* name = "";
  void (*perform)(World&) = nullptr;
  Resources touches = resources::everything;
};

/// What is explored: acts that come at any moment, on top of what follows from them.
struct Script {
  const char* name = "";
  /// B is a guest.
  bool with_guest = false;
  /// Before the first choice.
  void (*prepare)(World&) = nullptr;
  /// Those of one list happen in its order.
  std::vector<std::vector<Act>> acts;
  /// How many steps all orders are played of.
  std::size_t depth = 0;
  /// How many messages between participants may get lost.
  std::uint32_t losses = 0;
  /// How often time may pass up to the next deadline although something else could happen.
  std::uint32_t delays = 0;
  /// How much time may have to pass until all is well. Where nothing is lost or broken none needs
  /// to: nothing waits for a deadline.
  Time patience{};
};

/// Two clients A and B and the server, in which nothing happens but what is chosen.
class World {
 public:
  World(const Script& script, bool trace);

  /// What may happen next; nothing once all is well and nothing is left to happen, or patience is
  /// at its end. Time passes by itself only where nothing else can happen.
  [[nodiscard]] std::vector<Step> steps() const;
  void take(const Step& step);

  /// Takes whatever comes first until there are no steps, and then until some time has passed.
  /// Returns what is wrong then; empty where nothing is.
  std::string come_to_rest();
  /// How much time had to pass until all was well.
  [[nodiscard]] Time time_needed() const { return time_needed_; }

  // For scripts.
  /// Takes whatever comes first until nothing is left to happen.
  void run_dry();
  Client& client(std::uint32_t number) { return *clients_[number]; }
  Guest& guest() { return *guest_; }
  SignalingNetwork& network() { return network_; }
  IceNetwork& ice() { return ice_; }

 private:
  [[nodiscard]] bool everyone_is_in() const;
  [[nodiscard]] bool all_is_well() const;
  [[nodiscard]] std::string broken() const;
  [[nodiscard]] bool patient() const { return scheduler_.now() - started_ < script_.patience; }
  // What follows from what has happened.
  [[nodiscard]] std::vector<Step> open_steps() const;
  void add_acts(std::vector<Step>& steps) const;

  const Script& script_;
  Random random_ = Random::none();
  Choices scheduler_;
  IceNetwork ice_{scheduler_, random_};
  Environment environment_{scheduler_, random_, ice_};
  SignalingNetwork network_{scheduler_, random_};
  Clients clients_;
  std::unique_ptr<Guest> guest_;
  Time started_{};
  Time time_needed_{};
  std::vector<std::size_t> acts_done_;
  std::uint32_t losses_ = 0;
  std::uint32_t delays_ = 0;
};

}  // namespace parley::simulation

#include "parley/websocket/loop_pool.h"

#include <algorithm>
#include <functional>
#include <string>
#include <thread>

#include "parley/limits/limits.h"

namespace parley::websocket {

// How many times the default number of messages the operator allows: so many times as much may be
// delivered, too.
static double generosity(const base::Rate& messages) {
  const double factor = std::min(messages.per_second / limits::messages_per_second,
                                 messages.burst / limits::message_burst);
  return std::max(1.0, factor);
}

LoopPool::LoopPool(std::size_t loops, const base::Signer& signer, const LoopSettings& settings)
    : max_connections_(settings.limits.connections),
      rooms_(settings.limits.rooms),
      loop_count_(loops == 0 ? std::max(1U, std::thread::hardware_concurrency()) : loops),
      budget_(settings.limits.buffered_bytes, loop_count_),
      sfu_loads_(settings.sfus.size()) {
  LoopSettings each = settings;
  each.hub.rooms = &rooms_;
  each.hub.directory = &directory_;
  each.sfu_loads = &sfu_loads_;
  each.hub.relay = each.hub.relay.scaled(generosity(settings.limits.messages));
  for (std::size_t number = 0; number < loop_count_; ++number) {
    loops_.push_back(std::make_unique<EventLoop>(signer, each, connection_count_, budget_, number));
  }
}

LoopPool::~LoopPool() {
  stop();
}

bool LoopPool::reserve() {
  if (stopping_) return false;
  if (++connection_count_ <= max_connections_ + limits::spare_connections) return true;
  --connection_count_;
  return false;
}

void LoopPool::prepare(UpgradedSocket& upgraded) const {
  if (!upgraded.refusal && connection_count_ > max_connections_) {
    upgraded.refusal = {protocol::ErrorId::ServerFull,
                        "The server holds as many connections as it may."};
  }
  if (hub::is_room_sid(upgraded.room_name)) {
    if (auto name = directory_.name_of(upgraded.room_name)) upgraded.room_name = *std::move(name);
  }
}

void LoopPool::admit(UpgradedSocket upgraded) {
  prepare(upgraded);
  EventLoop& loop = loop_of(upgraded.room_name);
  loop.admit(std::move(upgraded));
}

EventLoop& LoopPool::loop_of(const std::string& room_name) {
  return *loops_[std::hash<std::string>()(room_name) % loops_.size()];
}

hub::CommandResult LoopPool::carry_out(const hub::Command& command) {
  const std::string& room_name =
      std::visit([](const auto& one) -> const std::string& { return one.name; }, command);
  const auto order = std::make_shared<CommandOrder>(command);
  if (!loop_of(room_name).order(order)) return hub::CommandResult::Unavailable;
  return order->wait_for(limits::command_timeout);
}

void LoopPool::lose(const std::string& room_name, const std::string& run) {
  // A loop that takes no more is stopping, or closes them when the lease is not renewed.
  (void)loop_of(room_name).order(std::make_shared<CommandOrder>(hub::LoseRoom{room_name, run}));
}

void LoopPool::begin_stop() {
  stopping_ = true;
  for (const auto& loop : loops_) loop->begin_stop();
  for (const auto& loop : loops_) loop->await_quiet();
}

void LoopPool::stop() {
  stopping_ = true;
  for (const auto& loop : loops_) loop->begin_stop();
  for (const auto& loop : loops_) loop->join();
}

}  // namespace parley::websocket

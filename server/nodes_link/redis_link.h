// A connection to Redis that is opened again whenever it is lost.
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parley/base/instant.h"
#include "parley/base/logger.h"
#include "parley/nodes_link/redis_address.h"

struct redisAsyncContext;

namespace parley::nodes_link {

using base::Instant;

class RedisLink {
 public:
  /// What Redis says; nothing if it says that something is wrong, or nothing any more.
  using Answer = std::function<void(std::optional<std::string_view> text)>;
  struct Events {
    std::function<void()> up;
    /// After all that was asked has been answered with nothing.
    std::function<void()> down;
  };

  /// Watches its socket in that epoll under that id. An answer that takes longer than `patience`
  /// ends the connection. `logger` must outlive it.
  RedisLink(RedisAddress address, std::string password, int epoll, std::uint64_t id,
            Instant patience, Events events, base::Logger& logger);
  RedisLink(const RedisLink&) = delete;
  RedisLink& operator=(const RedisLink&) = delete;
  ~RedisLink();

  /// Epoll has told of its socket.
  void handle(std::uint32_t epoll_events, Instant now);
  /// Connects if it is time to, and gives up what takes too long.
  void expire(Instant now);
  [[nodiscard]] std::optional<Instant> deadline() const;

  /// How many answers are still to come.
  [[nodiscard]] std::size_t outstanding() const { return sent_.size(); }

  void eval(std::string_view script, const std::string& key, const std::vector<std::string>& args,
            Answer answer, Instant now);
  void del(const std::string& key, Instant now);

 private:
  struct Hooks;

  [[nodiscard]] Instant pause() const;
  void open(Instant now);
  void send(const std::vector<std::string_view>& words, Answer answer, Instant now);
  void connected(bool well);
  void lost();
  void note_error(std::string_view text);
  void close();
  void watch();

  RedisAddress address_;
  std::string password_;
  int epoll_;
  std::uint64_t id_;
  Instant patience_;
  Events events_;
  base::Logger& logger_;

  redisAsyncContext* context_ = nullptr;
  int watched_ = -1;
  bool reads_ = false;
  bool writes_ = false;
  bool up_ = false;
  bool told_lost_ = false;
  Instant now_{};
  Instant opened_until_{};
  Instant retry_at_{};
  std::uint32_t failures_ = 0;
  std::deque<Instant> sent_;  // when, of what is not answered
};

}  // namespace parley::nodes_link

// Attacks a server in one of several ways, at a stated rate, until it is killed. flood.mjs measures
// meanwhile what becomes of others.
#include <arpa/inet.h>
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/socket.h>

#include <CLI/CLI.hpp>
#include <array>
#include <chrono>
#include <cstdio>
#include <deque>
#include <thread>

#include "dialect.h"
#include "parley/base/unique_fd.h"
#include "socket_client.h"

namespace parley::bench {
namespace {

using base::UniqueFd;

struct Options {
  std::string kind;
  std::uint16_t port = 0;
  /// Connections, messages or joins a second.
  double rate = 0;
  std::size_t connections = 50;
};

// Another address than the victims', as limits go by address.
constexpr std::uint32_t attacker = INADDR_LOOPBACK + 100;
// Sockets that are held open at a time; the oldest makes place.
constexpr std::size_t most_sockets = 4000;

sockaddr_in target_of(const Options& options) {
  sockaddr_in target{};
  target.sin_family = AF_INET;
  target.sin_port = htons(options.port);
  target.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return target;
}

std::string upgrade_request(const Options& options, const std::string& room,
                            const char* subprotocol) {
  const std::string host = "127.0.0.1:" + std::to_string(options.port);
  return "GET /ws/" + room + " HTTP/1.1\r\nHost: " + host + "\r\nOrigin: http://" + host +
         "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
         "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" +
         subprotocol + "\r\n";
}

constexpr auto parley1 = "Sec-WebSocket-Protocol: parley.1\r\n";

std::string hello(std::size_t number) {
  return R"({"type":"HELLO","identity":"attacker )" + std::to_string(number) + R"(","tracks":[]})";
}

// Calls `act` with a count that grows, so often a second, for ever.
template <class Act>
[[noreturn]] void repeat(double per_second, Act act) {
  const auto start = std::chrono::steady_clock::now();
  for (std::size_t count = 0;; ++count) {
    std::this_thread::sleep_until(
        start + std::chrono::duration_cast<std::chrono::steady_clock::duration>(
                    std::chrono::duration<double>(static_cast<double>(count) / per_second)));
    act(count);
  }
}

// A client that comes back whenever it has been thrown out.
class Intruder {
 public:
  /// Of two who share a room of their own.
  Intruder(const Options& options, std::size_t number)
      : Intruder(options, number, "flood-" + std::to_string(number / 2)) {}
  Intruder(const Options& options, std::size_t number, std::string room)
      : options_(options), number_(number), room_(std::move(room)) {
    connect();
  }

  /// True while it is in and may speak.
  bool ready() {
    if (!socket_ || socket_->state() == SocketClient::State::Ended) {
      connect();
      return false;
    }
    socket_->flush();
    socket_->read([this](std::string_view text) { look_for_neighbour(text); });
    if (socket_->state() != SocketClient::State::Open) return false;
    if (!greeted_) socket_->send_text(hello(number_));
    greeted_ = true;
    return true;
  }
  /// The id of another one in its room, who may have left; empty while it was alone.
  [[nodiscard]] const std::string& neighbour() const { return neighbour_; }
  SocketClient& socket() { return *socket_; }

 private:
  void connect() {
    greeted_ = false;
    socket_ = std::make_unique<SocketClient>(target_of(options_), in_addr{htonl(attacker)},
                                             upgrade_request(options_, room_, parley1));
  }

  // WELCOME lists the one who is there already, and USER_JOIN names one who comes.
  void look_for_neighbour(std::string_view text) {
    const bool comes = text.find(R"("type":"USER_JOIN")") != std::string_view::npos;
    constexpr std::string_view listed = R"("participants":[{)";
    std::size_t start = comes ? text.find(R"("from":"PA)") : text.find(listed);
    if (start == std::string_view::npos) return;
    start = text.find("\"PA", start) + 1;
    neighbour_ = text.substr(start, text.find('"', start) - start);
  }

  const Options& options_;
  std::size_t number_;
  std::string room_;
  bool greeted_ = false;
  std::string neighbour_;
  std::unique_ptr<SocketClient> socket_;
};

// Everyone sends to another one in the room.
[[noreturn]] void flood_candidates(const Options& options,
                                   std::vector<std::unique_ptr<Intruder>> intruders,
                                   const std::string& fields) {
  repeat(options.rate, [&](std::size_t count) {
    Intruder& intruder = *intruders[count % intruders.size()];
    if (!intruder.ready() || intruder.neighbour().empty()) return;
    intruder.socket().send_text(R"({"type":"candidate",)" + fields + R"("to":")" +
                                intruder.neighbour() + R"(","candidate":{"candidate":")" +
                                std::string(200, 'x') + "\"}}");
    intruder.socket().flush();
  });
}

[[noreturn]] void flood_messages(const Options& options, const std::string& fields) {
  std::vector<std::unique_ptr<Intruder>> intruders;
  for (std::size_t number = 0; number < options.connections; ++number) {
    intruders.push_back(std::make_unique<Intruder>(options, number));
  }
  flood_candidates(options, std::move(intruders), fields);
}

// One in each of the victims' rooms (dialect.cpp), who sends to one of them.
[[noreturn]] void flood_neighbours(const Options& options) {
  std::vector<std::unique_ptr<Intruder>> intruders;
  for (std::size_t number = 0; number < options.connections; ++number) {
    intruders.push_back(
        std::make_unique<Intruder>(options, number, "bench-" + std::to_string(number)));
  }
  flood_candidates(options, std::move(intruders), "");
}

// Opens sockets that each send a few bytes and nothing more, or never read.
[[noreturn]] void flood_sockets(const Options& options, const std::string& first_bytes,
                                int receive_buffer) {
  std::deque<UniqueFd> sockets;
  const sockaddr_in target = target_of(options);
  repeat(options.rate, [&](std::size_t /*count*/) {
    UniqueFd socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    sockaddr_in source{};
    source.sin_family = AF_INET;
    source.sin_addr.s_addr = htonl(attacker);
    if (receive_buffer != 0) {
      setsockopt(socket.get(), SOL_SOCKET, SO_RCVBUF, &receive_buffer, sizeof receive_buffer);
    }
    (void)bind(socket.get(), reinterpret_cast<const sockaddr*>(&source), sizeof source);
    (void)connect(socket.get(), reinterpret_cast<const sockaddr*>(&target), sizeof target);
    // On loopback it is connected by now.
    (void)send(socket.get(), first_bytes.data(), first_bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    sockets.push_back(std::move(socket));
    if (sockets.size() > most_sockets) sockets.pop_front();
  });
}

// A piece of each request's head now and then, and never the last.
[[noreturn]] void flood_heads(const Options& options, std::string_view piece) {
  std::vector<std::unique_ptr<SocketClient>> clients(options.connections);
  repeat(options.rate, [&](std::size_t count) {
    auto& client = clients[count % clients.size()];
    if (client) client->read([](std::string_view /*text*/) {});
    if (!client || client->state() == SocketClient::State::Ended) {
      client = std::make_unique<SocketClient>(target_of(options), in_addr{htonl(attacker)},
                                              "GET / HTTP/1.1\r\nHost: x\r\n");
    }
    client->flush();
    if (client->fd() >= 0) {
      (void)send(client->fd(), piece.data(), piece.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    }
  });
}

// A frame of 60 KB, of which a byte comes now and then.
[[noreturn]] void flood_endless_frames(const Options& options) {
  std::vector<std::unique_ptr<Intruder>> intruders;
  for (std::size_t number = 0; number < options.connections; ++number) {
    intruders.push_back(std::make_unique<Intruder>(options, number));
  }
  constexpr std::array<char, 8> begin = {'\x01', '\xfe', '\xea', '\x60', 0, 0, 0, 0};
  std::vector<bool> begun(intruders.size());
  repeat(options.rate, [&](std::size_t count) {
    const std::size_t index = count % intruders.size();
    Intruder& intruder = *intruders[index];
    if (!intruder.ready()) {
      begun[index] = false;
      return;
    }
    intruder.socket().flush();
    const std::size_t length = begun[index] ? 1 : begin.size();
    (void)send(intruder.socket().fd(), begun[index] ? "x" : begin.data(), length,
               MSG_NOSIGNAL | MSG_DONTWAIT);
    begun[index] = true;
  });
}

// Pairs: one sends large messages, the other reads nothing.
[[noreturn]] void flood_slow_readers(const Options& options) {
  std::vector<std::unique_ptr<Intruder>> talkers;
  std::vector<std::unique_ptr<SocketClient>> deaf(options.connections);
  for (std::size_t number = 0; number < options.connections; ++number) {
    talkers.push_back(std::make_unique<Intruder>(options, number * 2));
  }
  repeat(options.rate, [&](std::size_t count) {
    const std::size_t index = count % talkers.size();
    auto& listener = deaf[index];
    if (count % (talkers.size() * 100) == index) {  // a new one now and then
      listener = std::make_unique<SocketClient>(
          target_of(options), in_addr{htonl(attacker)},
          upgrade_request(options, "flood-" + std::to_string(index), parley1));
    }
    if (listener && listener->state() == SocketClient::State::Connecting) {
      listener->flush();
      listener->send_text(hello(index));
    }
    if (listener) listener->flush();
    if (!talkers[index]->ready() || talkers[index]->neighbour().empty()) return;
    talkers[index]->socket().send_text(R"({"type":"OFFER","to":")" + talkers[index]->neighbour() +
                                       R"(","x":")" + std::string(30'000, 'x') + "\"}");
    talkers[index]->socket().flush();
  });
}

// Wrong passwords for one room, each from another address.
[[noreturn]] void flood_guesses(const Options& options) {
  constexpr std::uint32_t guessers = INADDR_LOOPBACK + 0x10000;
  constexpr std::size_t addresses = 5000;
  constexpr std::size_t at_once = 100;
  Intruder host(options, 0);
  bool has_password = false;
  std::deque<std::unique_ptr<SocketClient>> clients;
  repeat(options.rate, [&](std::size_t count) {
    if (!host.ready()) {
      has_password = false;
      return;
    }
    if (!has_password) host.socket().send_text(R"({"type":"SET_ROOM","password":"sesame"})");
    has_password = true;
    host.socket().flush();
    clients.push_back(std::make_unique<SocketClient>(
        target_of(options),
        in_addr{htonl(guessers + static_cast<std::uint32_t>(count % addresses))},
        upgrade_request(options, "flood-0", parley1)));
    if (clients.size() <= at_once) return;
    clients[at_once * 3 / 4]->flush();  // its request: it is connected by now
    SocketClient& open = *clients[at_once / 2];
    open.flush();
    open.read([](std::string_view /*text*/) {});
    if (open.state() == SocketClient::State::Open) {
      open.send_text(R"({"type":"HELLO","identity":"guesser","tracks":[],"password":")" +
                     std::to_string(count) + "\"}");
      open.flush();
    }
    clients.pop_front();
  });
}

void run(const Options& options) {
  if (options.kind == "messages") flood_messages(options, "");
  if (options.kind == "own-from") flood_messages(options, R"("from":"PA1",)");
  if (options.kind == "neighbours") flood_neighbours(options);
  if (options.kind == "joins") {
    flood_sockets(options, upgrade_request(options, "flood", ""), 0);
  }
  if (options.kind == "half-open") flood_sockets(options, "GET /ws/x HTTP/1.1\r\nHo", 0);
  if (options.kind == "slow-headers") flood_heads(options, "X: y\r\n");
  if (options.kind == "single-bytes") flood_heads(options, "x");
  if (options.kind == "endless-frames") flood_endless_frames(options);
  if (options.kind == "slow-readers") flood_slow_readers(options);
  if (options.kind == "guesses") flood_guesses(options);
}

}  // namespace
}  // namespace parley::bench

int main(int argc, char** argv) {
  parley::bench::Options options;
  CLI::App app("Attacks a server.");
  app.add_option("--kind", options.kind)
      ->required()
      ->check(
          CLI::IsMember({"messages", "own-from", "neighbours", "joins", "half-open", "slow-headers",
                         "single-bytes", "endless-frames", "slow-readers", "guesses"}));
  app.add_option("--port", options.port)->required();
  app.add_option("--rate", options.rate, "Messages, joins or bytes a second")->required();
  app.add_option("--connections", options.connections);
  CLI11_PARSE(app, argc, argv);
  rlimit limit{};
  getrlimit(RLIMIT_NOFILE, &limit);
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);
  parley::bench::run(options);
}

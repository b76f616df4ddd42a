// The sender's thread, with a receiver on this machine.
#include "parley/callbacks/sender.h"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "parley/base/unique_fd.h"

namespace parley::callbacks {
namespace {

using namespace std::chrono_literals;

// Takes one request after the other, and answers each with 204.
class Receiver {
 public:
  Receiver() : listener_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t length = sizeof address;
    auto* const any = reinterpret_cast<sockaddr*>(&address);
    EXPECT_EQ(::bind(listener_.get(), any, length), 0);
    EXPECT_EQ(::listen(listener_.get(), 64), 0);
    EXPECT_EQ(::getsockname(listener_.get(), any, &length), 0);
    port_ = ntohs(address.sin_port);
    thread_ = std::thread([this] { run(); });
  }
  Receiver(const Receiver&) = delete;
  Receiver& operator=(const Receiver&) = delete;
  ~Receiver() {
    ::shutdown(listener_.get(), SHUT_RDWR);
    thread_.join();
  }

  [[nodiscard]] std::string url() const {
    return "http://127.0.0.1:" + std::to_string(port_) + "/";
  }
  [[nodiscard]] std::vector<std::string> bodies() {
    const std::lock_guard lock(mutex_);
    return bodies_;
  }

 private:
  void run() {
    while (true) {
      const base::UniqueFd connection(::accept(listener_.get(), nullptr, nullptr));
      if (!connection) return;
      std::string request;
      char byte = 0;
      while (!request.ends_with("end=1") && ::recv(connection.get(), &byte, 1, 0) == 1) {
        request += byte;
      }
      const std::string answer = "HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n";
      ::send(connection.get(), answer.data(), answer.size(), MSG_NOSIGNAL);
      const std::lock_guard lock(mutex_);
      bodies_.push_back(request.substr(request.find("\r\n\r\n") + 4));
    }
  }

  base::UniqueFd listener_;
  std::uint16_t port_ = 0;
  std::mutex mutex_;
  std::vector<std::string> bodies_;
  std::thread thread_;
};

TEST(Sender, ManyThreadsMaySend) {
  Receiver receiver;
  base::CallbackCounters counters;
  Targets targets;
  ASSERT_EQ(targets.allow(receiver.url()), std::nullopt);
  Sender sender({"secret", targets}, counters, base::Logger::silent());
  constexpr int threads = 3;
  constexpr int each = 5;
  std::vector<std::thread> all;
  for (int thread = 0; thread < threads; ++thread) {
    all.emplace_back([&, thread] {
      for (int i = 0; i < each; ++i) {
        sender.send({"RM" + std::to_string(thread),
                     receiver.url(),
                     false,
                     {{"of", std::to_string(thread)}, {"n", std::to_string(i)}, {"end", "1"}}});
      }
    });
  }
  for (std::thread& thread : all) thread.join();
  sender.finish(30s);
  EXPECT_EQ(counters.delivered, threads * each);
  EXPECT_EQ(counters.waiting, 0U);
  // Those of one room in their order.
  std::vector<int> next(threads);
  for (const std::string& body : receiver.bodies()) {
    const int thread = std::stoi(body.substr(3));
    EXPECT_EQ(body,
              "of=" + std::to_string(thread) + "&n=" + std::to_string(next[thread]++) + "&end=1");
  }
}

TEST(Sender, WhatCannotBeReachedIsGivenUpInTheEnd) {
  base::CallbackCounters counters;
  Targets targets;
  targets.allow("http://127.0.0.1:1/");
  {
    Sender sender({"secret", targets}, counters, base::Logger::silent());
    sender.send({"RM1", "http://127.0.0.1:1/", false, {{"end", "1"}}});
    sender.finish(100ms);
    EXPECT_EQ(counters.delivered, 0U);
  }
  EXPECT_EQ(counters.given_up, 1U);
}

}  // namespace
}  // namespace parley::callbacks

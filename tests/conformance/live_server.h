// A whole server for tests over sockets.
#pragma once

#include <gtest/gtest.h>

#include <chrono>
#include <memory>
#include <string>
#include <thread>

#include "parley/auth/hmac_signer.h"
#include "parley/transport/server.h"

namespace parley::transport {

/// Waits for what another thread is about to do.
template <class Condition>
bool becomes_true(Condition condition) {
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(10);
  while (!condition() && std::chrono::steady_clock::now() < deadline) std::this_thread::yield();
  return condition();
}

/// One for all tests of a suite, because CivetWeb takes two seconds to stop.
class LiveServer : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    ServerSettings settings;
    settings.port = 0;
    settings.loops = 1;
    settings.origins.allow_missing = true;
    server = std::make_unique<Server>(std::move(settings), signer);
  }
  static void TearDownTestSuite() { server.reset(); }

  // Who was connected in the test before may be on the way out still.
  void SetUp() override {
    ASSERT_TRUE(becomes_true([] { return server->connection_count() == 0; }));
  }

  inline static const auth::HmacSigner signer{std::string(32, 'k')};
  inline static std::unique_ptr<Server> server;
  const std::uint16_t port = server->port();
  const std::string room = testing::UnitTest::GetInstance()->current_test_info()->name();
};

}  // namespace parley::transport

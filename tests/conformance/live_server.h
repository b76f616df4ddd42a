// A whole server for tests over sockets.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "becomes_true.h"
#include "parley/auth/hmac_signer.h"
#include "parley/serving/server.h"

namespace parley::serving {

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

}  // namespace parley::serving

#include "stream.h"

#include <arpa/inet.h>
#include <gtest/gtest.h>

namespace parley::doctor {
namespace {

using std::chrono::milliseconds;

// A server on the loopback interface and a stream to it.
class StreamTest : public testing::Test {
 protected:
  StreamTest() : listening_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    SocketAddress address;
    auto& ipv4 = reinterpret_cast<sockaddr_in&>(address.storage);
    ipv4.sin_family = AF_INET;
    ipv4.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.size = sizeof ipv4;
    EXPECT_EQ(::bind(listening_.get(), address.get(), address.size), 0);
    EXPECT_EQ(::listen(listening_.get(), 1), 0);
    EXPECT_EQ(::getsockname(listening_.get(), reinterpret_cast<sockaddr*>(&address.storage),
                            &address.size),
              0);
    EXPECT_TRUE(stream_.connect({address}, Deadline(milliseconds(10'000)))) << stream_.error();
    peer_ = base::UniqueFd(::accept(listening_.get(), nullptr, nullptr));
  }

  void say(std::string_view text) {
    EXPECT_EQ(::send(peer_.get(), text.data(), text.size(), 0), static_cast<ssize_t>(text.size()));
  }

  base::UniqueFd listening_;
  base::UniqueFd peer_;
  Stream stream_;
};

TEST_F(StreamTest, WhatComesIsReadUpToTheDeadlineAndNotAfterIt) {
  std::string bytes;
  say("ab");
  EXPECT_TRUE(stream_.read(bytes, 1, Deadline(milliseconds(10'000))));
  EXPECT_EQ(bytes, "a");
  // There is more, as there always is of somebody who never stops.
  EXPECT_FALSE(stream_.read(bytes, 1, Deadline(milliseconds(0))));
  EXPECT_EQ(bytes, "a");
  EXPECT_EQ(stream_.error(), "no answer in time");
}

TEST_F(StreamTest, NothingIsWrittenAfterTheDeadline) {
  EXPECT_TRUE(stream_.write("a", Deadline(milliseconds(10'000))));
  EXPECT_FALSE(stream_.write("a", Deadline(milliseconds(0))));
  EXPECT_EQ(stream_.error(), "no answer in time");
}

}  // namespace
}  // namespace parley::doctor

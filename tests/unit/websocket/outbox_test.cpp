#include "parley/websocket/outbox.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/socket.h>

#include <array>

#include "parley/base/unique_fd.h"
#include "parley/limits/limits.h"

namespace parley::websocket {
namespace {

class OutboxTest : public testing::Test {
 protected:
  OutboxTest() {
    std::array<int, 2> ends{};
    EXPECT_EQ(socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, ends.data()), 0);
    ours = base::UniqueFd(ends[0]);
    theirs = base::UniqueFd(ends[1]);
  }

  std::string read_all() const {
    std::string all;
    std::array<char, 4096> buffer{};
    for (ssize_t count = 0; (count = read(theirs.get(), buffer.data(), buffer.size())) > 0;) {
      all.append(buffer.data(), static_cast<std::size_t>(count));
    }
    return all;
  }

  base::UniqueFd ours;
  base::UniqueFd theirs;
  Outbox outbox;
};

TEST_F(OutboxTest, SendsTextAsOneUnmaskedFrame) {
  ASSERT_TRUE(outbox.append_text("hi"));
  EXPECT_EQ(outbox.flush(ours.get()), Outbox::Flush::Done);
  EXPECT_EQ(read_all(), "\x81\x02hi");
}

TEST_F(OutboxTest, WritesEachOfTheThreeLengths) {
  ASSERT_TRUE(outbox.append_text(std::string(125, 'a')));
  ASSERT_TRUE(outbox.append_text(std::string(126, 'b')));
  ASSERT_TRUE(outbox.append_text(std::string(65536, 'c')));
  std::string received;
  while (outbox.flush(ours.get()) == Outbox::Flush::Pending) received += read_all();
  received += read_all();
  EXPECT_EQ(received.substr(0, 2), "\x81\x7d");
  EXPECT_EQ(received.substr(127, 4), std::string("\x81\x7e\x00\x7e", 4));
  EXPECT_EQ(received.substr(257, 10), std::string("\x81\x7f\0\0\0\0\0\1\0\0", 10));
  EXPECT_EQ(received.size(), 257U + 10 + 65536);
}

TEST_F(OutboxTest, RefusesWhatPassesTheLimitAndKeepsTheRest) {
  const std::string text(60'000, 'x');
  std::size_t accepted = 0;
  while (outbox.append_text(text)) ++accepted;
  EXPECT_EQ(accepted, 6U);
  EXPECT_LE(outbox.size(), limits::outbox_bytes);
  EXPECT_TRUE(outbox.append_text("short"));
}

TEST_F(OutboxTest, HasRoomForAFarewellBeyondTheLimit) {
  while (outbox.append_text(std::string(1000, 'x'))) {
  }
  outbox.append_farewell("too slow", 1008, "too-slow");
  std::string received;
  while (outbox.flush(ours.get()) == Outbox::Flush::Pending) received += read_all();
  received += read_all();
  EXPECT_TRUE(received.ends_with("\x81\x08too slow\x88\x0a\x03\xf0too-slow"));
}

TEST_F(OutboxTest, KeepsTheOrderWhenTheReaderIsSlow) {
  std::string expected;
  std::string received;
  for (int number = 0; number < 2000; ++number) {
    const std::string text = std::to_string(number) + std::string(100, '.');
    ASSERT_TRUE(outbox.append_bytes(text));
    expected += text;
    outbox.flush(ours.get());
    if (number % 100 == 0) received += read_all();
  }
  while (outbox.flush(ours.get()) == Outbox::Flush::Pending) received += read_all();
  received += read_all();
  EXPECT_EQ(received, expected);
}

TEST_F(OutboxTest, NoticesThatTheOtherSideIsGone) {
  theirs = base::UniqueFd();
  ASSERT_TRUE(outbox.append_text("hi"));
  EXPECT_EQ(outbox.flush(ours.get()), Outbox::Flush::Lost);
}

}  // namespace
}  // namespace parley::websocket

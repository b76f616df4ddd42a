// What passes between two sockets, over pairs of them.
#include "splice.h"

#include <gtest/gtest.h>
#include <sys/epoll.h>
#include <sys/socket.h>

#include <array>
#include <cerrno>
#include <string>
#include <utility>

namespace parley::nodes_link {
namespace {

using base::UniqueFd;

std::pair<UniqueFd, UniqueFd> connected() {
  std::array<int, 2> fds{};
  EXPECT_EQ(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, fds.data()), 0);
  return {UniqueFd(fds[0]), UniqueFd(fds[1])};
}

// All that has come; "<end>" where nothing more will.
std::string read_all(const UniqueFd& socket) {
  std::string text;
  std::array<char, 4096> bytes{};
  for (;;) {
    const ssize_t count = ::recv(socket.get(), bytes.data(), bytes.size(), MSG_DONTWAIT);
    if (count == 0) return text + "<end>";
    if (count < 0) return text;
    text.append(bytes.data(), static_cast<std::size_t>(count));
  }
}

void say(const UniqueFd& socket, const std::string& text) {
  ASSERT_EQ(::send(socket.get(), text.data(), text.size(), MSG_DONTWAIT),
            static_cast<ssize_t>(text.size()));
}

class SpliceTest : public testing::Test {
 protected:
  std::pair<UniqueFd, UniqueFd> with_client = connected();
  std::pair<UniqueFd, UniqueFd> with_peer = connected();
  UniqueFd client = std::move(with_client.first);
  UniqueFd peer = std::move(with_peer.first);
  Splice splice{std::move(with_client.second), std::move(with_peer.second), "101\r\n"};
};

TEST_F(SpliceTest, TheResponseComesFirstAndThenWhatThePeerSays) {
  say(peer, "hello");
  EXPECT_EQ(splice.events(Splice::Peer), 0U) << "not before the client has the response";
  EXPECT_TRUE(splice.turn(Splice::Client, EPOLLOUT));
  EXPECT_EQ(splice.events(Splice::Peer), static_cast<std::uint32_t>(EPOLLIN));
  EXPECT_TRUE(splice.turn(Splice::Peer, EPOLLIN));
  EXPECT_EQ(read_all(client), "101\r\nhello");
}

TEST_F(SpliceTest, WhoDoesNotReadIsNotReadFor) {
  EXPECT_TRUE(splice.turn(Splice::Client, EPOLLOUT));
  read_all(client);
  const std::string much(10'000, 'x');
  std::size_t sent = 0;
  while (splice.events(Splice::Peer) != 0 && sent < 100'000'000) {
    say(peer, much);
    sent += much.size();
    ASSERT_TRUE(splice.turn(Splice::Peer, EPOLLIN));
  }
  EXPECT_LT(sent, 100'000'000U);
  EXPECT_EQ(splice.events(Splice::Client), static_cast<std::uint32_t>(EPOLLIN | EPOLLOUT));
  std::string received;
  for (int turn = 0; turn < 1000 && received.size() < sent; ++turn) {
    received += read_all(client);
    ASSERT_TRUE(splice.turn(Splice::Client, EPOLLOUT));
    ASSERT_TRUE(splice.turn(Splice::Peer, EPOLLIN));
  }
  EXPECT_EQ(received.size(), sent);
}

TEST_F(SpliceTest, TheEndOfOneSideIsTheEndForTheOtherOnceItHasAll) {
  EXPECT_TRUE(splice.turn(Splice::Client, EPOLLOUT));
  say(peer, "goodbye");
  ::shutdown(peer.get(), SHUT_WR);
  EXPECT_TRUE(splice.turn(Splice::Peer, EPOLLIN));
  EXPECT_TRUE(splice.turn(Splice::Peer, EPOLLIN));
  EXPECT_TRUE(splice.half_over());
  EXPECT_EQ(read_all(client), "101\r\ngoodbye<end>");
  say(client, "and to you");
  EXPECT_TRUE(splice.turn(Splice::Client, EPOLLIN));
  EXPECT_EQ(read_all(peer), "and to you");
  ::shutdown(client.get(), SHUT_WR);
  EXPECT_FALSE(splice.turn(Splice::Client, EPOLLIN)) << "both have ended";
}

TEST_F(SpliceTest, AClientThatIsGoneEndsIt) {
  EXPECT_TRUE(splice.turn(Splice::Client, EPOLLOUT));
  read_all(client);
  client = {};
  EXPECT_TRUE(splice.turn(Splice::Client, EPOLLIN));
  EXPECT_FALSE(splice.turn(Splice::Client, EPOLLHUP));
}

}  // namespace
}  // namespace parley::nodes_link

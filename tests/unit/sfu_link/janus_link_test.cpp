// The link, against a socket that a test holds the other end of.
#include "parley/sfu_link/janus_link.h"

#include <gtest/gtest.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>

#include <cstring>
#include <filesystem>

#include "parley/sfu_link/limits.h"

namespace parley::sfu_link {
namespace {

// What RFC 6455 section 4.2.2 has a server answer to the link's key.
constexpr std::string_view accepted =
    "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    "Sec-WebSocket-Protocol: janus-protocol\r\nSec-WebSocket-Accept: ";

class JanusLinkTest : public testing::Test {
 protected:
  JanusLinkTest() {
    path_ = std::filesystem::temp_directory_path() /
            ("parley-link-" + std::to_string(::getpid()) + ".sock");
    std::filesystem::remove(path_);
    listener_ = base::UniqueFd(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::strncpy(address.sun_path, path_.c_str(), sizeof(address.sun_path) - 1);
    EXPECT_EQ(::bind(listener_.get(), reinterpret_cast<sockaddr*>(&address), sizeof(address)), 0);
    EXPECT_EQ(::listen(listener_.get(), 1), 0);
  }
  ~JanusLinkTest() override { std::filesystem::remove(path_); }

  void accept(JanusLink& link) {
    peer_ = base::UniqueFd(::accept(listener_.get(), nullptr, nullptr));
    link.turn(note_);
    char buffer[2048];
    const ssize_t count = ::recv(peer_.get(), buffer, sizeof(buffer), 0);
    request_.assign(buffer, static_cast<std::size_t>(std::max<ssize_t>(count, 0)));
  }

  void say(JanusLink& link, std::string_view bytes) {
    ASSERT_EQ(::send(peer_.get(), bytes.data(), bytes.size(), 0),
              static_cast<ssize_t>(bytes.size()));
    link.turn(note_);
  }

  void open(JanusLink& link, const std::string& behind = {}) {
    accept(link);
    say(link, std::string(accepted) + "kpsO5fodzWyz/o0uGfah8eVZQZ0=" + "\r\n\r\n" + behind);
  }

  /// A text frame as servers send it: not masked (RFC 6455 section 5.2).
  static std::string frame(const std::string& text) {
    return std::string("\x81") + static_cast<char>(text.size()) + text;
  }

  [[nodiscard]] JanusAddress address() const { return {path_.string(), "", 0}; }

  std::string request_;
  std::vector<std::string> heard_;
  std::function<void(std::string_view)> note_ = [this](std::string_view text) {
    heard_.emplace_back(text);
  };
  base::UniqueFd peer_;

 private:
  std::filesystem::path path_;
  base::UniqueFd listener_;
};

TEST_F(JanusLinkTest, AsksForJanusProtocol) {
  JanusLink link(address());
  accept(link);
  EXPECT_TRUE(request_.starts_with("GET / HTTP/1.1\r\n"));
  EXPECT_NE(request_.find("Sec-WebSocket-Protocol: janus-protocol\r\n"), std::string::npos);
  EXPECT_TRUE(request_.ends_with("\r\n\r\n"));
}

TEST_F(JanusLinkTest, ReadsWhatComesRightBehindTheHandshake) {
  JanusLink link(address());
  open(link, frame("{}"));
  ASSERT_EQ(link.state(), JanusLink::State::Open) << link.reason();
  EXPECT_EQ(heard_, std::vector<std::string>{"{}"});
}

TEST_F(JanusLinkTest, ReadsByteByByte) {
  JanusLink link(address());
  accept(link);
  const std::string all = std::string(accepted) + "kpsO5fodzWyz/o0uGfah8eVZQZ0=" + "\r\n\r\n" +
                          frame("one") + frame("two");
  for (const char byte : all) say(link, std::string_view(&byte, 1));
  EXPECT_EQ(heard_, (std::vector<std::string>{"one", "two"}));
}

TEST_F(JanusLinkTest, MasksWhatItSends) {
  JanusLink link(address());
  open(link);
  link.send("hello");
  EXPECT_TRUE(link.wants_write());
  link.turn(note_);
  EXPECT_FALSE(link.wants_write());
  unsigned char bytes[11];
  ASSERT_EQ(::recv(peer_.get(), bytes, sizeof(bytes), MSG_WAITALL), 11);
  EXPECT_EQ(bytes[0], 0x81);
  EXPECT_EQ(bytes[1], 0x80 | 5);
  std::string text;
  for (int i = 0; i < 5; ++i) text += static_cast<char>(bytes[6 + i] ^ bytes[2 + i % 4]);
  EXPECT_EQ(text, "hello");
}

TEST_F(JanusLinkTest, NoticesThatTheOtherSideHasClosed) {
  JanusLink link(address());
  open(link);
  peer_ = {};
  link.turn(note_);
  EXPECT_EQ(link.state(), JanusLink::State::Closed);
}

TEST_F(JanusLinkTest, RefusesWhatIsNotJanus) {
  for (const auto* answer :
       {"HTTP/1.1 404 Not Found\r\n\r\n",
        "HTTP/1.1 101 Switching Protocols\r\nSec-WebSocket-Protocol: janus-protocol\r\n\r\n",
        "HTTP/1.1 101 Switching Protocols\r\nSec-WebSocket-Accept: "
        "kpsO5fodzWyz/o0uGfah8eVZQZ0=\r\n\r\n"}) {
    JanusLink link(address());
    accept(link);
    say(link, answer);
    EXPECT_EQ(link.state(), JanusLink::State::Closed) << answer;
  }
  JanusLink link(address());
  accept(link);
  say(link, std::string(handshake_bytes + 1, 'x'));
  while (link.state() == JanusLink::State::Upgrading) link.turn(note_);
  EXPECT_EQ(link.reason(), "the answer to the handshake is too long");
}

TEST_F(JanusLinkTest, SaysWhyItCannotConnect) {
  JanusLink link({"/nowhere/janus.sock", "", 0});
  EXPECT_EQ(link.state(), JanusLink::State::Closed);
  EXPECT_EQ(link.reason(), "connect: No such file or directory");
}

TEST_F(JanusLinkTest, NeverWaitsForANameServer) {
  JanusLink link({"", "localhost", 8188});
  EXPECT_EQ(link.reason(), "no address: localhost");
}

}  // namespace
}  // namespace parley::sfu_link

// The bridge, the link and the process with Debian's Janus, as far as that goes without a browser.
#include <gtest/gtest.h>
#include <poll.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <functional>

#include "parley/base/random_ids.h"
#include "parley/protocol/limits.h"
#include "parley/sfu/bridge.h"
#include "parley/sfu/limits.h"
#include "parley/sfu_link/janus_config.h"
#include "parley/sfu_link/janus_link.h"
#include "parley/sfu_link/janus_process.h"

namespace parley::sfu_link {
namespace {

using Clock = std::chrono::steady_clock;

// As Chromium offers a microphone and a camera in three layers, with one codec each.
constexpr const char* offer =
    "v=0\r\no=- 4611731400430051336 2 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\na=group:BUNDLE 0 1\r\n"
    "a=msid-semantic: WMS\r\n"
    "m=audio 9 UDP/TLS/RTP/SAVPF 111\r\nc=IN IP4 0.0.0.0\r\na=rtcp:9 IN IP4 0.0.0.0\r\n"
    "a=ice-ufrag:abcd\r\na=ice-pwd:abcdefghijklmnopqrstuvwx\r\na=ice-options:trickle\r\n"
    "a=fingerprint:sha-256 "
    "00:11:22:33:44:55:66:77:88:99:AA:BB:CC:DD:EE:FF:00:11:22:33:44:55:66:77:88:99:AA:BB:CC:DD:EE:"
    "FF"
    "\r\na=setup:actpass\r\na=mid:0\r\na=extmap:1 urn:ietf:params:rtp-hdrext:ssrc-audio-level\r\n"
    "a=sendonly\r\na=msid:- one\r\na=rtcp-mux\r\na=rtpmap:111 opus/48000/2\r\n"
    "m=video 9 UDP/TLS/RTP/SAVPF 96\r\nc=IN IP4 0.0.0.0\r\na=rtcp:9 IN IP4 0.0.0.0\r\n"
    "a=ice-ufrag:abcd\r\na=ice-pwd:abcdefghijklmnopqrstuvwx\r\na=ice-options:trickle\r\n"
    "a=fingerprint:sha-256 "
    "00:11:22:33:44:55:66:77:88:99:AA:BB:CC:DD:EE:FF:00:11:22:33:44:55:66:77:88:99:AA:BB:CC:DD:EE:"
    "FF"
    "\r\na=setup:actpass\r\na=mid:1\r\na=extmap:4 urn:ietf:params:rtp-hdrext:sdes:mid\r\n"
    "a=extmap:10 urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id\r\na=sendonly\r\na=msid:- two\r\n"
    "a=rtcp-mux\r\na=rtcp-rsize\r\na=rtpmap:96 VP8/90000\r\na=rtcp-fb:96 nack\r\n"
    "a=rtcp-fb:96 nack pli\r\na=rid:h send\r\na=rid:m send\r\na=rid:l send\r\n"
    "a=simulcast:send h;m;l\r\n";

class JanusTest : public testing::Test {
 protected:
  void SetUp() override {
    if (!std::filesystem::exists("/usr/bin/janus"))
      GTEST_SKIP() << "Debian's Janus is not installed";
    folder_ = std::filesystem::temp_directory_path() / ("parley-janus-" + ids_.make(""));
    write_janus_config(folder_, {}, {"api", "admin"});
    start();
  }

  void TearDown() override {
    process_.reset();
    if (!folder_.empty()) std::filesystem::remove_all(folder_);
  }

  void start() {
    std::filesystem::remove(socket_of(folder_));
    process_ = std::make_unique<JanusProcess>("/usr/bin/janus", folder_);
    connect();
  }

  void connect() {
    const auto until = Clock::now() + std::chrono::seconds(60);
    do {
      link_ = std::make_unique<JanusLink>(JanusAddress{socket_of(folder_).string(), "", 0});
      while (link_->state() == JanusLink::State::Upgrading) turn();
    } while (link_->state() != JanusLink::State::Open && !process_->has_ended() &&
             Clock::now() < until);
    ASSERT_EQ(link_->state(), JanusLink::State::Open) << link_->reason();
    bridge->connected(now());
    until_true("there is a session", [this] { return bridge->ready(); });
  }

  /// One turn of an event loop.
  void turn() {
    while (auto action = bridge->next_action()) {
      if (const auto* send = std::get_if<sfu::SendToJanus>(&*action)) {
        link_->send(send->text);
      } else {
        actions.push_back(*std::move(action));
      }
    }
    pollfd waits{link_->fd(), static_cast<short>(POLLIN | (link_->wants_write() ? POLLOUT : 0)), 0};
    ::poll(&waits, 1, 100);
    link_->turn([this](std::string_view text) {
      heard.emplace_back(text);
      bridge->received(text, now());
    });
    if (link_->state() == JanusLink::State::Closed) bridge->lost(now());
  }

  void until_true(const std::string& what, const std::function<bool()>& is_true) {
    const auto deadline = Clock::now() + std::chrono::seconds(60);
    while (!is_true()) {
      ASSERT_LT(Clock::now(), deadline) << "waited in vain until " << what;
      turn();
    }
  }

  template <class Type>
  const Type& until_action(const std::string& what) {
    const Type* found = nullptr;
    until_true(what, [&] {
      const auto action = std::find_if(actions.begin(), actions.end(), [](const auto& each) {
        return std::holds_alternative<Type>(each);
      });
      if (action != actions.end()) found = &std::get<Type>(*action);
      return found != nullptr;
    });
    static const Type none;
    return found == nullptr ? none : *found;
  }

  [[nodiscard]] base::Instant now() const {
    return std::chrono::duration_cast<base::Instant>(Clock::now() - start_);
  }

  void publish(const std::string& id, std::uint32_t epoch) {
    protocol::Description description;
    description.from = id;
    description.epoch = epoch;
    description.offer_id = epoch;
    description.sdp = offer;
    description.tracks = {{"0", "MT0"}, {"1", "MT1"}};
    bridge->offer(description, now());
  }

  base::RandomIds ids_;
  [[nodiscard]] std::unique_ptr<sfu::Bridge> bridge_of(std::string_view run) {
    return std::make_unique<sfu::Bridge>(ids_, sfu::JanusSecrets{"api", "admin"},
                                         sfu::RoomOwner(signer_, "server", run));
  }

  class Signer final : public base::Signer {
   public:
    [[nodiscard]] std::string sign(std::string_view text) const override {
      return std::to_string(std::hash<std::string_view>()(text)) + "abcdefghijklmnop";
    }
  };

  Signer signer_;
  std::unique_ptr<sfu::Bridge> bridge = bridge_of("one");
  std::vector<std::string> heard;
  std::vector<sfu::Action> actions;
  std::unique_ptr<JanusProcess> process_;

 private:
  Clock::time_point start_ = Clock::now();
  std::filesystem::path folder_;
  std::unique_ptr<JanusLink> link_;
};

TEST_F(JanusTest, AnswersAnOfferAndOffersAllSlots) {
  bridge->open("RM1", 50, now());
  bridge->join("RM1", "PA1", now());
  publish("PA1", 1);
  const auto& answer = until_action<sfu::AnswerTo>("there is an answer");
  EXPECT_EQ(answer.participant_id, "PA1");
  EXPECT_NE(answer.sdp.find("a=simulcast:recv h;m;l"), std::string::npos) << answer.sdp;
  const auto& offered = until_action<sfu::OfferTo>("there is an offer");
  std::size_t sections = 0;
  for (std::size_t at = 0; (at = offered.sdp.find("\nm=", at)) != std::string::npos; ++at)
    ++sections;
  EXPECT_EQ(sections, sfu::audio_slots + sfu::video_slots);
  EXPECT_LT(offered.sdp.size(), protocol::limits::message_bytes);
  publish("PA1", 2);
  until_true("another connection is answered", [this] {
    return std::any_of(actions.begin(), actions.end(), [](const auto& action) {
      const auto* again = std::get_if<sfu::AnswerTo>(&action);
      return again != nullptr && again->offer_id == 2;
    });
  });
  EXPECT_TRUE(std::none_of(actions.begin(), actions.end(), [](const auto& action) {
    return std::holds_alternative<sfu::RoomLost>(action) ||
           std::holds_alternative<sfu::SendingFailed>(action);
  }));
}

TEST_F(JanusTest, TellsWhyAnOfferIsRefused) {
  bridge->open("RM1", 50, now());
  bridge->join("RM1", "PA1", now());
  protocol::Description description;
  description.from = "PA1";
  description.epoch = 1;
  description.sdp = "nonsense";
  bridge->offer(description, now());
  EXPECT_FALSE(until_action<sfu::SendingFailed>("it is refused").reason.empty());
}

TEST_F(JanusTest, RoomsOfAnEarlierRunAreDestroyed) {
  bridge->open("RM1", 50, now());
  bridge->join("RM1", "PA1", now());
  until_action<sfu::OfferTo>("the room is open");
  heard.clear();
  bridge = bridge_of("two");
  connect();
  until_true("the room is destroyed", [this] {
    return std::any_of(heard.begin(), heard.end(), [](const std::string& text) {
      return text.find(R"("videoroom":"destroyed")") != std::string::npos;
    });
  });
}

TEST_F(JanusTest, IsMissedWhenItIsKilledAndCanBeStartedAgain) {
  bridge->open("RM1", 50, now());
  bridge->join("RM1", "PA1", now());
  until_action<sfu::OfferTo>("there is an offer");
  process_.reset();
  until_action<sfu::RoomLost>("the room is lost");
  actions.clear();
  start();
  bridge->open("RM1", 50, now());
  bridge->join("RM1", "PA1", now());
  until_action<sfu::OfferTo>("there is an offer again");
}

}  // namespace
}  // namespace parley::sfu_link

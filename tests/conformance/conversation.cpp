#include "conversation.h"

#include <gtest/gtest.h>

namespace parley::serving {
namespace {

constexpr std::size_t few_bytes = 300;

using Status = websocket::FrameReader::Status;

class Reading {
 public:
  explicit Reading(websocket::FrameReaderOptions options) : reader_(options) {}

  void feed(std::string_view bytes) {
    if (outcome_.status != Status::Open || bytes.empty()) return;
    outcome_.status =
        reader_.feed(bytes, {.on_message =
                                 [this](websocket::MessageKind /*kind*/, std::string_view message) {
                                   outcome_.messages.emplace_back(message);
                                   outcome_.events += "message " + std::string(message) + "\n";
                                   return true;
                                 },
                             .on_reply =
                                 [this](std::string_view frame) {
                                   outcome_.replies += frame;
                                   outcome_.events += "reply " + std::string(frame) + "\n";
                                   return true;
                                 }});
    if (outcome_.status == Status::Failed) outcome_.code = reader_.code();
    if (outcome_.status == Status::Closed) outcome_.code = reader_.received_code();
  }

  [[nodiscard]] const Outcome& outcome() const { return outcome_; }

 private:
  websocket::FrameReader reader_;
  Outcome outcome_;
};

}  // namespace

std::ostream& operator<<(std::ostream& out, const Outcome& outcome) {
  out << "status " << static_cast<int>(outcome.status) << ", code " << outcome.code << ", "
      << outcome.messages.size() << " messages:";
  for (const std::string& message : outcome.messages) {
    out << ' ' << testing::PrintToString(message.substr(0, 64));
  }
  return out << ", replies " << testing::PrintToString(outcome.replies);
}

Outcome read(std::string_view bytes, websocket::FrameReaderOptions options) {
  Reading at_once(options);
  at_once.feed(bytes);

  Reading byte_by_byte(options);
  for (std::size_t index = 0; index < bytes.size(); ++index) {
    byte_by_byte.feed(bytes.substr(index, 1));
  }
  EXPECT_EQ(byte_by_byte.outcome(), at_once.outcome()) << "byte by byte";

  for (std::size_t cut = 1; cut < bytes.size() && bytes.size() <= few_bytes; ++cut) {
    Reading in_two(options);
    in_two.feed(bytes.substr(0, cut));
    in_two.feed(bytes.substr(cut));
    EXPECT_EQ(in_two.outcome(), at_once.outcome()) << "cut after " << cut;
  }
  return at_once.outcome();
}

void expect_failure(std::string_view bytes, int code, std::size_t messages) {
  const Outcome outcome = read(bytes);
  EXPECT_EQ(outcome.status, Status::Failed) << outcome;
  EXPECT_EQ(outcome.code, code) << outcome;
  EXPECT_EQ(outcome.messages.size(), messages) << outcome;
}

void expect_messages(std::string_view bytes, const std::vector<std::string>& messages) {
  const Outcome outcome = read(bytes);
  EXPECT_EQ(outcome.status, Status::Open) << outcome;
  EXPECT_EQ(outcome.messages, messages) << outcome;
}

}  // namespace parley::serving

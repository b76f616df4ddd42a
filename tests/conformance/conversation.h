// What a reader makes of what a client sends, however TCP cuts it.
#pragma once

#include <cstdint>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "parley/websocket/frame_reader.h"

namespace parley::serving {

struct Outcome {
  websocket::FrameReader::Status status = websocket::FrameReader::Status::Open;
  /// Of the failure, or received in the close frame; 0 while open.
  int code = 0;
  std::vector<std::string> messages;
  std::string replies;
  /// "message TEXT" and "reply FRAME", a line for each, in their order.
  std::string events;

  friend bool operator==(const Outcome&, const Outcome&) = default;
};

std::ostream& operator<<(std::ostream& out, const Outcome& outcome);

/// Feeds the bytes to a new reader: at once, byte by byte, and cut in two at every place if they
/// are few. All must come to the same; else the test fails.
Outcome read(std::string_view bytes, websocket::FrameReaderOptions options = {});

/// That the bytes fail the connection with this code, after as many messages (RFC 6455 section
/// 7.1.7).
void expect_failure(std::string_view bytes, int code, std::size_t messages = 0);

/// That they are read as these messages and leave the connection open.
void expect_messages(std::string_view bytes, const std::vector<std::string>& messages);

}  // namespace parley::serving

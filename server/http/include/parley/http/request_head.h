// Checks that what a client has sent is the head of an HTTP/1.1 request (RFC 9112 sections 2, 3, 5
// and 6), before CivetWeb sees it. If two servers in a row parse a head differently, an attacker
// can make one of them mistake part of a request for another request (section 11.2), and CivetWeb
// accepts many malformed heads.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace parley::http {

struct HeadVerdict {
  enum class State : std::uint8_t { Incomplete, Complete, Refused };
  State state = State::Incomplete;
  int status = 0;              ///< if refused: the response's status
  std::string_view reason;     ///< if refused: a sentence for the response
  std::size_t head_bytes = 0;  ///< if complete
  /// The length of the body that follows; also 0 if the server will not read it.
  std::size_t body_bytes = 0;
  /// Whether the client waits for 100 Continue before it sends the body (RFC 9110 section 10.1.1).
  bool expects_continue = false;
};

/// Judges a head while it arrives, as early as possible: a line when it ends, a control character
/// when it comes. However small the pieces are in which it comes, each byte is looked at once, or
/// twice at a line's end.
class HeadScanner {
 public:
  /// `bytes`: everything that has come, from the first byte on; no less than the last time.
  HeadVerdict scan(std::string_view bytes);

  /// How many bytes it has looked at, counting those that it looked at twice.
  [[nodiscard]] std::size_t looked_at() const { return looked_at_; }

 private:
  [[nodiscard]] HeadVerdict scan_on(std::string_view bytes);
  /// Each judges a line without its end, and answers with what is wrong; a status of 0 is nothing.
  [[nodiscard]] HeadVerdict request_line(std::string_view line);
  [[nodiscard]] HeadVerdict field_line(std::string_view line);
  [[nodiscard]] HeadVerdict field(std::string_view name, std::string_view value);
  [[nodiscard]] HeadVerdict end_head() const;

  HeadVerdict verdict_;
  std::size_t line_begin_ = 0;
  std::size_t line_end_ = 0;  // from where to look for it
  std::size_t looked_at_ = 0;
  bool has_request_line_ = false;
  bool is_1_1_ = true;
  std::size_t fields_ = 0;
  std::size_t hosts_ = 0;
  std::size_t lengths_ = 0;
  std::size_t length_ = 0;
  bool has_coding_ = false;
  bool expects_continue_ = false;
};

/// The verdict on bytes that have come at once.
HeadVerdict judge_head(std::string_view bytes);

/// The path of a request target, without the query: "/a" for both "/a?b" and "http://host/a?b".
std::string_view path_of_target(std::string_view target);
/// The authority in an absolute target, "host:80" in "http://host:80/a"; otherwise empty.
std::string_view authority_of_target(std::string_view target);

}  // namespace parley::http

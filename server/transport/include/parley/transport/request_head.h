// Whether what a client has sent is the head of an HTTP/1.1 request (RFC 9112 sections 2, 3, 5 and
// 6), before CivetWeb sees it: two servers in a row that read one head differently can be made to
// take a part of one request for another request (section 11.2), and CivetWeb reads many heads that
// are none.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace parley::transport {

struct HeadVerdict {
  enum class State : std::uint8_t { Incomplete, Complete, Refused };
  State state = State::Incomplete;
  int status = 0;              ///< of the response to one that is refused
  std::string_view reason;     ///< a sentence for that response
  std::size_t head_bytes = 0;  ///< of one that is complete
  /// The body that comes behind it, 0 also where the server will not read it.
  std::size_t body_bytes = 0;
  /// Whether the client waits for 100 Continue before it sends the body (RFC 9110 section 10.1.1).
  bool expects_continue = false;
};

/// Judges as early as it can be known: a line when it ends, a control character when it comes.
HeadVerdict judge_head(std::string_view bytes);

/// The path of a request target, without the query: of "/a?b" and of "http://host/a?b" it is "/a".
std::string_view path_of_target(std::string_view target);
/// The authority that an absolute target names, "host:80" in "http://host:80/a"; else empty.
std::string_view authority_of_target(std::string_view target);

}  // namespace parley::transport

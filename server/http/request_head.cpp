#include "parley/http/request_head.h"

#include <algorithm>
#include <array>

#include "parley/base/text.h"
#include "parley/limits/limits.h"

namespace parley::http {
namespace {

using State = HeadVerdict::State;

HeadVerdict refuse(int status, std::string_view reason) {
  return {.state = State::Refused, .status = status, .reason = reason};
}

bool is_letter_or_digit(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

// RFC 9110 section 5.6.2.
bool is_token(std::string_view text) {
  static constexpr std::string_view marks = "!#$%&'*+-.^_`|~";
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return is_letter_or_digit(c) || marks.find(c) != std::string_view::npos;
  });
}

// RFC 3986 section 3.2.2 and 3.2.3, as far as its characters go; no user is named in HTTP (RFC 9110
// section 4.2.4).
bool is_authority(std::string_view text) {
  static constexpr std::string_view marks = "-._~%!$&'()*+;=:[]";
  return std::all_of(text.begin(), text.end(), [](char c) {
    return is_letter_or_digit(c) || marks.find(c) != std::string_view::npos;
  });
}

bool is_control(char c) {
  return (static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == 0x7F;
}

std::size_t scheme_bytes(std::string_view target) {
  for (const std::string_view scheme : {"http://", "https://"}) {
    if (base::equals_ignoring_case(target.substr(0, scheme.size()), scheme)) return scheme.size();
  }
  return 0;
}

bool is_target(std::string_view method, std::string_view target) {
  const bool visible = std::all_of(target.begin(), target.end(), [](char c) {
    return c > 0x20 && c < 0x7F && c != '#';  // RFC 9112 section 3.2: no fragment
  });
  if (!visible) return false;
  if (target == "*") return method == "OPTIONS";
  if (target.starts_with('/')) return true;
  const std::string_view authority = authority_of_target(target);
  return !authority.empty() && is_authority(authority);
}

// RFC 9112 section 3: one space between them.
std::string_view next_word(std::string_view& line) {
  const std::string_view word = line.substr(0, line.find(' '));
  line.remove_prefix(std::min(line.size(), word.size() + 1));
  return word;
}

}  // namespace

HeadVerdict HeadScanner::scan(std::string_view bytes) {
  if (verdict_.state == State::Incomplete) verdict_ = scan_on(bytes);
  return verdict_;
}

HeadVerdict HeadScanner::scan_on(std::string_view bytes) {
  while (true) {
    const auto unread = bytes.begin() + static_cast<std::ptrdiff_t>(line_end_);
    const auto end = std::find_if(unread, bytes.end(), is_control);
    looked_at_ += static_cast<std::size_t>(end - unread) + (end == bytes.end() ? 0 : 1);
    line_end_ = static_cast<std::size_t>(end - bytes.begin());
    if (line_end_ + 2 > limits::request_head_bytes) {
      return has_request_line_ ? refuse(431, "The headers are too long.")
                               : refuse(414, "The request's target is too long.");
    }
    const std::string_view line_break = bytes.substr(line_end_, 2);
    if (line_break.empty() || line_break == "\r") return {};
    if (line_break != "\r\n") {
      return refuse(
          400, "There is a control character in the request, or a line does not end with CRLF.");
    }
    const std::string_view line = bytes.substr(line_begin_, line_end_ - line_begin_);
    const bool is_before_request = line_begin_ == 0;
    line_begin_ = line_end_ += 2;
    if (is_before_request && line.empty()) continue;  // RFC 9112 section 2.2
    if (line.empty() && has_request_line_) return end_head();
    const HeadVerdict verdict = has_request_line_ ? field_line(line) : request_line(line);
    if (verdict.state == State::Refused) return verdict;
    has_request_line_ = true;
  }
}

HeadVerdict HeadScanner::request_line(std::string_view line) {
  const std::string_view method = next_word(line);
  const std::string_view target = next_word(line);
  if (!is_token(method) || target.empty() || !line.starts_with("HTTP/") || line.ends_with(' ')) {
    return refuse(400, "Expected METHOD TARGET HTTP/1.1 in the first line.");
  }
  // RFC 9112 section 2.3. CivetWeb knows no others.
  const std::string_view version = line.substr(5);
  if (version != "1.1" && version != "1.0") return refuse(505, "This server speaks HTTP/1.1.");
  is_1_1_ = version == "1.1";
  constexpr std::array<std::string_view, 7> methods = {"GET", "HEAD",   "POST", "OPTIONS",
                                                       "PUT", "DELETE", "PATCH"};
  if (std::find(methods.begin(), methods.end(), method) == methods.end()) {
    return refuse(501, "This server does not know the method.");
  }
  if (!is_target(method, target)) return refuse(400, "The request's target is malformed.");
  return {};
}

HeadVerdict HeadScanner::field_line(std::string_view line) {
  if (++fields_ > limits::request_fields) return refuse(431, "There are too many headers.");
  if (line.starts_with(' ') || line.starts_with('\t')) {
    return refuse(400, "A header continues in a second line.");
  }
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos || !is_token(line.substr(0, colon))) {
    return refuse(400, "The name of a header is malformed.");
  }
  const std::string_view value = line.substr(colon + 1);
  // RFC 9110 section 5.5 allows them, but CivetWeb knows none.
  if (value.find('\t') != std::string_view::npos) {
    return refuse(400, "There is a tab in a header.");
  }
  return field(line.substr(0, colon), base::trim(value));
}

HeadVerdict HeadScanner::end_head() const {
  // RFC 9112 section 3.2.
  if (hosts_ > 1 || (is_1_1_ && hosts_ == 0)) return refuse(400, "Expected one Host.");
  if (lengths_ > 1 || (lengths_ == 1 && has_coding_)) {
    return refuse(400, "Expected one Content-Length, and no Transfer-Encoding with it.");
  }
  // Section 6.1.
  if (has_coding_ && !is_1_1_) return refuse(400, "HTTP/1.0 has no Transfer-Encoding.");
  const bool is_read = length_ <= limits::body_bytes;
  return {.state = State::Complete,
          .status = 0,
          .reason = {},
          .head_bytes = line_begin_,
          .body_bytes = is_read ? length_ : 0,
          .expects_continue = expects_continue_ && is_1_1_ && is_read && length_ > 0};
}

HeadVerdict HeadScanner::field(std::string_view name, std::string_view value) {
  if (base::equals_ignoring_case(name, "Host")) {
    ++hosts_;
    if (!is_authority(value)) return refuse(400, "The Host is malformed.");
  } else if (base::equals_ignoring_case(name, "Content-Length")) {
    ++lengths_;
    const auto length = base::parse_length(value);
    if (!length) return refuse(400, "The Content-Length is no number.");
    length_ = *length;
  } else if (base::equals_ignoring_case(name, "Transfer-Encoding")) {
    // RFC 9112 section 6.1; a second line of it would be a second coding.
    if (has_coding_ || !base::equals_ignoring_case(value, "chunked")) {
      return refuse(501, "Expected no other Transfer-Encoding than chunked.");
    }
    has_coding_ = true;
  } else if (base::equals_ignoring_case(name, "Expect")) {
    if (!base::equals_ignoring_case(value, "100-continue")) {
      return refuse(417, "Expected no other expectation than 100-continue.");
    }
    expects_continue_ = true;
  }
  return {};
}

HeadVerdict judge_head(std::string_view bytes) {
  return HeadScanner().scan(bytes);
}

std::string_view authority_of_target(std::string_view target) {
  const std::size_t scheme = scheme_bytes(target);
  if (scheme == 0) return {};
  target.remove_prefix(scheme);
  return target.substr(0, target.find_first_of("/?"));
}

std::string_view path_of_target(std::string_view target) {
  const std::string_view authority = authority_of_target(target);
  if (!authority.empty()) target.remove_prefix(scheme_bytes(target) + authority.size());
  const std::string_view path = target.substr(0, target.find('?'));
  // RFC 9110 section 4.2.3: an empty one is that of the root.
  return path.empty() ? "/" : path;
}

}  // namespace parley::http

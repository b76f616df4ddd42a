// Session descriptions and candidates without what they say of a machine and its network. Only what
// is known to be harmless stays: whatever a browser may add one day does not.

#include <algorithm>
#include <array>
#include <cstddef>

#include "characters.h"
#include "parley/core/redactor.h"
#include "parley/core/sdp.h"

namespace parley::core {
namespace {

template <std::size_t count>
bool is_one_of(std::string_view text, const std::array<std::string_view, count>& known) {
  return std::find(known.begin(), known.end(), text) != known.end();
}

// Takes what is before the first space off the text, and the space.
std::string_view take_word(std::string_view& text) {
  const std::size_t end = std::min(text.find(' '), text.size());
  const std::string_view word = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return word;
}

// "m=video 9 UDP/TLS/RTP/SAVPF 96 97 …": port 0 is a refused or stopped m-line (RFC 8829).
std::string redacted_media_line(std::string_view line) {
  constexpr std::array<std::string_view, 3> kinds = {"m=audio", "m=video", "m=application"};
  const std::string_view kind = take_word(line);
  return (is_one_of(kind, kinds) ? std::string(kind) : std::string("m=other")) +
         (take_word(line) == "0" ? " 0" : " 9");
}

// Which kind of address it was, at the same length.
std::string redacted_address(std::string_view address) {
  constexpr std::string_view mdns = ".local";
  std::string redacted = "name";
  if (address.find(':') != std::string_view::npos) {
    redacted = "v6";
  } else if (address.size() > mdns.size() && address.ends_with(mdns)) {
    redacted = "mdns";
  } else if (all_of(address, [](char c) { return is_digit(c) || c == '.'; })) {
    redacted = "v4";
  }
  redacted.resize(size_in_json(address), '-');
  return redacted;
}

}  // namespace

std::size_t size_in_json(std::string_view text) {
  std::size_t size = text.size();
  for (const char c : text) {
    const bool has_short_escape = c == '"' || c == '\\' || (c >= '\b' && c <= '\r' && c != '\v');
    if (has_short_escape) {
      size += 1;
    } else if (c >= 0 && c < ' ') {
      size += 5;
    }
  }
  return size;
}

std::string Redactor::sdp(std::string_view text) {
  constexpr std::array<std::string_view, 8> harmless = {
      "a=sendrecv",     "a=sendonly",      "a=recvonly",      "a=inactive",
      "a=setup:active", "a=setup:actpass", "a=setup:passive", "a=end-of-candidates"};
  constexpr std::string_view mid_prefix = "a=mid:";
  std::string redacted;
  if (const std::string id(sdp::session_id(text)); !id.empty()) {
    redacted += "o=- " + (all_of(id, is_digit) ? id : stand_in(id)) + " 0\r\n";
  }
  for (const std::string& fragment : sdp::ice_ufrags(text)) {
    redacted += "a=ice-ufrag:" + username_fragment(fragment) + "\r\n";
  }
  while (!text.empty()) {
    const std::string_view line = sdp::take_line(text);
    if (line.substr(0, 2) == "m=") {
      redacted += redacted_media_line(line) + "\r\n";
    } else if (line.substr(0, mid_prefix.size()) == mid_prefix) {
      const std::string value(line.substr(mid_prefix.size()));
      redacted.append(mid_prefix).append(mid(value)).append("\r\n");
    } else if (is_one_of(line, harmless)) {
      redacted.append(line).append("\r\n");
    }
  }
  return redacted;
}

std::string Redactor::candidate(std::string_view text) {
  constexpr std::string_view prefix = "candidate:";
  constexpr std::array<std::string_view, 7> extensions = {
      "raddr", "rport", "tcptype", "generation", "ufrag", "network-id", "network-cost"};
  if (text.substr(0, prefix.size()) != prefix) return filler(text);
  text.remove_prefix(prefix.size());
  std::string redacted = std::string(prefix) + filler(take_word(text));
  // <component> <transport> <priority> <address> <port> typ <type> *(<extension> <value>)
  std::string_view extension;
  for (std::size_t index = 1; !text.empty(); ++index) {
    const std::string_view word = take_word(text);
    redacted += ' ';
    const bool is_extension = index >= 8 && index % 2 == 0;
    if (index == 4 || (index >= 8 && !is_extension && extension == "raddr")) {
      redacted += redacted_address(word);
      continue;
    }
    bool keep = index != 5 && extension != "rport" && all_of(word, is_ice_character);
    if (is_extension) {
      keep = is_one_of(word, extensions);
      extension = word;
    } else if (index > 8) {
      keep = keep && is_one_of(extension, extensions);
    }
    redacted += keep ? std::string(word) : filler(word);
  }
  return redacted;
}

}  // namespace parley::core

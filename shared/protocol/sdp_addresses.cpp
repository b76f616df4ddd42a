#include "sdp_addresses.h"

#include <vector>

#include "parley/protocol/utf8.h"

namespace parley::protocol {
namespace {

constexpr std::string_view no_address = "IN IP4 0.0.0.0";
// The discard port, for an address that is none (RFC 8839 sections 4.2.1.3 and 5.1).
constexpr std::string_view no_port = "9";

std::vector<std::string_view> words_of(std::string_view line) {
  std::vector<std::string_view> words;
  while (!line.empty()) {
    const std::size_t end = line.find(' ');
    words.push_back(line.substr(0, end));
    line = end == std::string_view::npos ? std::string_view() : line.substr(end + 1);
  }
  return words;
}

std::string joined(const std::vector<std::string_view>& words) {
  std::string line;
  for (const std::string_view word : words) {
    if (!line.empty()) line += ' ';
    line += word;
  }
  return line;
}

// o=<name> <session> <version> <network> <type> <address> (RFC 8866 section 5.2).
std::string without_address(std::string_view origin) {
  auto words = words_of(origin);
  words.resize(3, "0");
  return joined(words).append(" ").append(no_address);
}

// m=<media> <port> <protocol> …: the port of the candidate that the connection line names. 0 says
// that there is no such media (RFC 8829 section 5.2.1).
std::string without_port(std::string_view media) {
  auto words = words_of(media);
  if (words.size() > 1 && words[1] != "0") words[1] = no_port;
  return joined(words);
}

// What is to stand for a line; nothing where it goes, as does one that some reader might take for
// two.
std::optional<std::string> kept(std::string_view line) {
  if (has_control_characters(line)) return std::nullopt;
  if (line.starts_with("a=candidate:")) {
    const auto candidate = keep_relay_candidate(line.substr(2));
    if (!candidate) return std::nullopt;
    return "a=" + *candidate;
  }
  if (line.starts_with("a=remote-candidates:")) return std::nullopt;
  if (line.starts_with("a=rtcp:")) return std::string("a=rtcp:9 ").append(no_address);
  if (line.starts_with("c=")) return std::string("c=").append(no_address);
  if (line.starts_with("o=")) return without_address(line);
  if (line.starts_with("m=")) return without_port(line);
  return std::string(line);
}

}  // namespace

std::optional<std::string> keep_relay_candidate(std::string_view candidate) {
  // candidate:<foundation> <component> <transport> <priority> <address> <port> typ <type> …
  constexpr std::size_t typ = 6;
  auto words = words_of(candidate);
  if (has_control_characters(candidate) || words.size() < typ + 2 ||
      !words[0].starts_with("candidate:") || words[typ] != "typ" || words[typ + 1] != "relay") {
    return std::nullopt;
  }
  for (std::size_t index = typ + 2; index + 1 < words.size(); index += 2) {
    if (words[index] == "raddr") words[index + 1] = "0.0.0.0";
    if (words[index] == "rport") words[index + 1] = no_port;
  }
  return joined(words);
}

std::string keep_relay_addresses(std::string_view sdp) {
  std::string result;
  result.reserve(sdp.size());
  while (!sdp.empty()) {
    const std::size_t end = sdp.find('\n');
    std::string_view line = sdp.substr(0, end);
    sdp = end == std::string_view::npos ? std::string_view() : sdp.substr(end + 1);
    if (line.ends_with('\r')) line.remove_suffix(1);
    // RFC 8866 section 5: records end with CRLF, and readers take a lone newline too.
    if (const auto text = kept(line)) result.append(*text).append("\r\n");
  }
  return result;
}

}  // namespace parley::protocol

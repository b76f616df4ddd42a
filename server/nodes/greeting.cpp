#include "parley/nodes/greeting.h"

#include <charconv>
#include <vector>

#include "parley/base/constant_time.h"
#include "parley/base/text.h"

namespace parley::nodes {
namespace {

constexpr std::string_view mark = "parley-peer-1";
constexpr std::size_t hash_digits = 32;
constexpr std::size_t fields_signed = 7;

std::string in_hex(const std::array<std::uint8_t, 16>& bytes) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text;
  for (const std::uint8_t byte : bytes) {
    text += digits[byte >> 4U];
    text += digits[byte & 15U];
  }
  return text;
}

bool read_hex(std::string_view text, std::array<std::uint8_t, 16>& bytes) {
  if (text.size() != 2 * bytes.size()) return false;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const char* const first = text.data() + 2 * i;
    const auto read = std::from_chars(first, first + 2, bytes[i], 16);
    if (read.ec != std::errc() || read.ptr != first + 2) return false;
  }
  return true;
}

std::vector<std::string_view> words_of(std::string_view line) {
  std::vector<std::string_view> words;
  while (!line.empty()) words.push_back(base::next_part(line, ' '));
  return words;
}

}  // namespace

// What is signed begins with what it is for, so that nothing passes for something else.
std::string hash_of(std::string_view room_name, const base::Signer& signer) {
  return signer.sign("parley-room " + std::string(room_name)).substr(0, hash_digits);
}

std::string proof_of_key(const base::Signer& signer) {
  return signer.sign("parley-nodes of one key");
}

std::string seal(const Greeting& greeting, const base::Signer& signer) {
  const std::string text = std::string(mark) + " " + greeting.hash + " " + greeting.fence + " " +
                           in_hex(greeting.client) + " " + (greeting.guest ? "guest" : "parley.1") +
                           " " + std::to_string(greeting.time) + " " + greeting.nonce;
  return text + " " + signer.sign(text) + "\n";
}

std::optional<Greeting> GreetingReader::read(std::string_view line, std::int64_t now) {
  const std::size_t end = line.rfind(' ');
  if (line.size() > greeting_bytes || end == std::string_view::npos) return std::nullopt;
  const std::string_view text = line.substr(0, end);
  if (!base::equal_in_constant_time(signer_.sign(text), line.substr(end + 1))) return std::nullopt;
  const auto words = words_of(text);
  if (words.size() != fields_signed || words[0] != mark) return std::nullopt;
  Greeting greeting;
  greeting.hash = words[1];
  greeting.fence = words[2];
  if (!read_hex(words[3], greeting.client)) return std::nullopt;
  greeting.guest = words[4] == "guest";
  std::from_chars(words[5].data(), words[5].data() + words[5].size(), greeting.time);
  greeting.nonce = words[6];
  if (!note(greeting, now)) return std::nullopt;
  return greeting;
}

// False if it was taken before, or may have been.
bool GreetingReader::note(const Greeting& greeting, std::int64_t now) {
  const std::int64_t window = greeting_window.count();
  if (greeting.time < now - window || greeting.time > now + window) return false;
  while (!seen_by_time_.empty() && seen_by_time_.begin()->first < now - window) {
    seen_.erase(seen_by_time_.begin()->second);
    seen_by_time_.erase(seen_by_time_.begin());
  }
  if (seen_.size() >= remembered_greetings || !seen_.insert(greeting.nonce).second) return false;
  seen_by_time_.emplace(greeting.time, greeting.nonce);
  return true;
}

}  // namespace parley::nodes

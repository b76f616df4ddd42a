#include "envelope_scanner.h"

#include <array>
#include <cstddef>
#include <cstdint>

#include "parley/protocol/limits.h"

namespace parley::protocol {
namespace {

// Enough for times in nanoseconds, and exact in every JSON library.
constexpr std::size_t most_digits = 18;

// RFC 8259 section 7, of ASCII: characters that stand for themselves within a string.
constexpr std::array<bool, 256> plain = [] {
  std::array<bool, 256> table{};
  for (std::size_t character = 0x20; character < 0x80; ++character) table[character] = true;
  table['"'] = false;
  table['\\'] = false;
  return table;
}();

bool is_digit(char character) {
  return character >= '0' && character <= '9';
}

class EnvelopeScanner {
 public:
  EnvelopeScanner(std::string_view text, std::size_t most_depth)
      : text_(text), most_depth_(most_depth) {}

  std::optional<Envelope> scan() {
    skip_space();
    if (!take('{')) return std::nullopt;
    open(true);
    bool good = true;
    while (good && depth_ > 0) good = is_object() ? take_member() : take_element();
    skip_space();
    if (!good || at_ != text_.size() || !has_type_) return std::nullopt;
    return envelope_;
  }

 private:
  // The object or array that is open is one more, or an end of it comes.
  bool take_member() {
    skip_space();
    if (take('}')) return close();
    if (!take_comma()) return false;
    std::string_view name;
    bool escaped = false;
    if (!take_string(name, escaped) || escaped) return false;
    skip_space();
    if (!take(':')) return false;
    skip_space();
    return depth_ == 1 ? take_field(name) : take_value();
  }
  bool take_element() {
    skip_space();
    if (take(']')) return close();
    return take_comma() && take_value();
  }

  // Between two elements, and not before the first or the last.
  bool take_comma() {
    if (!first_ && !take(',')) return false;
    first_ = false;
    skip_space();
    return true;
  }

  // Of the message itself.
  bool take_field(std::string_view name) {
    const bool is_type = name == "type";
    if (!is_type && name != "to") {
      envelope_.has_from = envelope_.has_from || name == "from";
      return take_value();
    }
    std::string_view value;
    bool escaped = false;
    if (!take_string(value, escaped) || escaped) return false;
    if (is_type) {
      envelope_.type = value;
      has_type_ = true;
    } else {
      envelope_.to = value;
    }
    return true;
  }

  bool take_value() {
    if (at_ == text_.size()) return false;
    std::string_view ignored;
    bool escaped = false;
    switch (text_[at_]) {
      case '"':
        return take_string(ignored, escaped);
      case '{':
        ++at_;
        return open(true);
      case '[':
        ++at_;
        return open(false);
      case 't':
        return take_word("true");
      case 'f':
        return take_word("false");
      case 'n':
        return take_word("null");
      default:
        return take_number();
    }
  }

  // What stands between the quotes, as it is written; `escaped` where that differs from what it
  // means.
  bool take_string(std::string_view& content, bool& escaped) {
    if (!take('"')) return false;
    const std::size_t start = at_;
    while (at_ < text_.size()) {
      const auto character = static_cast<unsigned char>(text_[at_]);
      if (plain[character]) {
        ++at_;
      } else if (character == '\\') {
        constexpr std::string_view escapes = "\"\\/bfnrt";
        if (at_ + 1 == text_.size() || escapes.find(text_[at_ + 1]) == std::string_view::npos) {
          return false;
        }
        escaped = true;
        at_ += 2;
      } else if (character == '"') {
        content = text_.substr(start, at_ - start);
        ++at_;
        return true;
      } else {
        return false;
      }
    }
    return false;
  }

  // RFC 8259 section 6, without an exponent.
  bool take_number() {
    (void)take('-');
    const std::size_t start = at_;
    if (!take('0') && !take_digits()) return false;
    if (take('.') && !take_digits()) return false;
    const bool has_exponent = at_ < text_.size() && (text_[at_] == 'e' || text_[at_] == 'E');
    return !has_exponent && at_ - start <= most_digits;
  }
  bool take_digits() {
    const std::size_t start = at_;
    while (at_ < text_.size() && is_digit(text_[at_])) ++at_;
    return at_ > start;
  }

  bool take_word(std::string_view word) {
    if (text_.substr(at_, word.size()) != word) return false;
    at_ += word.size();
    return true;
  }
  bool take(char character) {
    if (at_ == text_.size() || text_[at_] != character) return false;
    ++at_;
    return true;
  }
  void skip_space() {
    while (at_ < text_.size() &&
           (text_[at_] == ' ' || text_[at_] == '\t' || text_[at_] == '\n' || text_[at_] == '\r')) {
      ++at_;
    }
  }

  // What is open is remembered in one bit for each level of nesting.
  static_assert(limits::json_depth < 32);
  [[nodiscard]] bool is_object() const { return (objects_ & 1U) != 0; }
  bool open(bool object) {
    objects_ = objects_ << 1U | (object ? 1U : 0U);
    first_ = true;
    return ++depth_ <= most_depth_;
  }
  bool close() {
    objects_ >>= 1U;
    --depth_;
    first_ = false;  // what was closed is an element of what is open now
    return true;
  }

  std::string_view text_;
  std::size_t most_depth_;  // no more than limits::json_depth
  std::size_t at_ = 0;
  std::size_t depth_ = 0;
  std::uint32_t objects_ = 0;
  bool first_ = true;
  bool has_type_ = false;
  Envelope envelope_;
};

}  // namespace

std::optional<Envelope> scan_envelope(std::string_view text, std::size_t depth) {
  return EnvelopeScanner(text, depth).scan();
}

}  // namespace parley::protocol

// Which values a flag may have, and the sentence for a wrong one.
#pragma once

#include <charconv>
#include <chrono>
#include <exception>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "options/flags.h"

namespace parley {

template <class Number>
bool parse_number(std::string_view text, Number& number) {
  const char* const end = text.data() + text.size();
  const auto parsed = std::from_chars(text.data(), end, number);
  return parsed.ec == std::errc() && parsed.ptr == end;
}

/// As an operator writes it: 20, 0.1, 1000000000.
std::string number_text(double number);

/// `kind` is "a number" or "a TCP port": what the sentence says is expected from least to most.
template <class Number>
Take take_number(Number& value, Number least, Number most, std::string kind = "a number") {
  return [&value, least, most, kind = std::move(kind)](const std::string& text) -> std::string {
    Number number{};
    if (parse_number(text, number) && number >= least && number <= most) {
      value = number;
      return {};
    }
    return "Expected " + kind + " from " + number_text(static_cast<double>(least)) + " to " +
           number_text(static_cast<double>(most)) + ".";
  };
}

/// Nothing, or what `work` throws as a sentence for the operator, which names no secret.
template <class Work>
std::string mistake_of(Work work) try {
  work();
  return {};
} catch (const std::exception& error) {
  return error.what();
}

/// In seconds.
Take take_seconds(std::chrono::milliseconds& value, double least, double most);

inline Take take_text(std::string& value) {
  return [&value](const std::string& text) {
    value = text;
    return std::string();
  };
}

/// A numeric address without a port.
Take take_ip_address(std::string& address);

/// One of several words, ignoring case.
template <class Value>
Take take_choice(Value& value, std::vector<std::pair<std::string, Value>> choices) {
  return [&value, choices = std::move(choices)](const std::string& text) {
    std::string allowed;
    for (const auto& [word, meaning] : choices) {
      if (lower(text) == word) {
        value = meaning;
        return std::string();
      }
      const bool is_last = word == choices.back().first;
      allowed += (allowed.empty() ? "" : is_last ? " or " : ", ") + word;
    }
    return "Expected " + allowed + ".";
  };
}

}  // namespace parley

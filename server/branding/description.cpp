#include "description.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <set>
#include <stdexcept>

#include "parley/base/text.h"
#include "parley/branding/limits.h"

namespace parley::branding {
namespace {

using nlohmann::json;

// web/i18n/languages.js has them with their names; a test compares.
constexpr std::array<std::string_view, 5> built_in_languages = {"en", "de", "es", "fr", "ar"};
constexpr std::array<std::string_view, 3> text_keys = {"title", "lead", "lobby"};

template <class Words>
std::string listed(const Words& words) {
  std::string list;
  for (const auto& word : words) {
    const bool is_last = &word == &*words.rbegin();
    list.append(list.empty() ? "" : is_last ? " or " : ", ").append(word);
  }
  return list;
}

template <class Words>
bool contains(const Words& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

[[noreturn]] void refuse(std::string_view key, const std::string& sentence) {
  throw std::invalid_argument(std::string(key) + ": " + sentence);
}

std::size_t characters_in(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
  }));
}

// For people to read, on one line. What is invisible or turns the writing direction is left to who
// edits the file.
std::string text_of(std::string_view key, const json& value, std::size_t most) {
  const std::string expected =
      "Expected a text of 1 to " + std::to_string(most) + " characters on one line.";
  if (!value.is_string()) refuse(key, expected);
  auto text = value.get<std::string>();
  const bool has_controls = std::any_of(text.begin(), text.end(), [](char c) {
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
  });
  if (base::trim(text).empty() || has_controls || characters_in(text) > most) refuse(key, expected);
  return text;
}

void check_colour(std::string_view key, const json& value) {
  const auto is_colour = [](std::string_view text) {
    return text.size() == 7 && text.front() == '#' &&
           text.find_first_not_of("0123456789abcdefABCDEF", 1) == std::string_view::npos;
  };
  if (!value.is_string() || !is_colour(value.get_ref<const std::string&>())) {
    refuse(key, "Expected a colour as \"#RRGGBB\", such as \"#2f5fde\".");
  }
}

constexpr std::string_view link_characters =
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~:/?#[]@!$&'()*+,;=%";

// RFC 3986's characters, and a host behind http:// or https://: it becomes a link in every page.
void check_link(std::string_view key, const json& value) {
  const auto is_link = [](std::string_view link) {
    const std::string start = base::lower(link.substr(0, link.find("://") + 3));
    if (start != "http://" && start != "https://") return false;
    const std::string_view rest = link.substr(start.size());
    return !rest.empty() && std::string_view("/?#@:").find(rest.front()) == rest.npos &&
           link.size() <= link_bytes && link.find_first_not_of(link_characters) == link.npos;
  };
  if (!value.is_string() || !is_link(value.get_ref<const std::string&>())) {
    refuse(key, "Expected an address that begins with https:// or http://, of " +
                    std::to_string(link_bytes) + " bytes at most.");
  }
}

std::string file_name_of(std::string_view key, const json& value) {
  constexpr std::string_view allowed =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._";
  const std::string expected =
      "Expected the name of a file in the same folder, of letters, digits, dots, dashes and "
      "underscores, that ends with .svg or .png.";
  if (!value.is_string()) refuse(key, expected);
  auto name = value.get<std::string>();
  const bool has_type = name.ends_with(".svg") || name.ends_with(".png");
  if (!has_type || name.front() == '.' || name.size() > file_name_bytes ||
      name.find_first_not_of(allowed) != std::string::npos) {
    refuse(key, expected);
  }
  return name;
}

void check_languages(std::string_view key, const json& value) {
  const std::string expected =
      "Expected a list of languages, each once: " + listed(built_in_languages) + ".";
  if (!value.is_array() || value.empty()) refuse(key, expected);
  std::set<std::string> seen;
  for (const json& one : value) {
    if (!one.is_string() || !contains(built_in_languages, one.get_ref<const std::string&>()) ||
        !seen.insert(one.get<std::string>()).second) {
      refuse(key, expected);
    }
  }
}

void check_texts(const std::string& key, const json& value) {
  if (!value.is_object()) refuse(key, "Expected an object with the texts of each language.");
  for (const auto& [language, texts] : value.items()) {
    const std::string of_language = std::string(key).append(1, '.').append(language);
    if (!contains(built_in_languages, language)) {
      refuse(of_language, "Expected a language: " + listed(built_in_languages) + ".");
    }
    if (!texts.is_object()) refuse(of_language, "Expected an object with texts.");
    for (const auto& [which, text] : texts.items()) {
      const std::string of_text = std::string(of_language).append(1, '.').append(which);
      if (!contains(text_keys, which)) {
        refuse(of_text, "There is no such text. Expected " + listed(text_keys) + ".");
      }
      text_of(of_text, text, text_characters);
    }
  }
}

// A key that is there twice would count once, without a word.
json parsed(std::string_view text) {
  std::vector<std::set<std::string>> keys;
  std::string twice;
  const auto watch = [&](int, json::parse_event_t event, json& value) {
    if (event == json::parse_event_t::object_start) keys.emplace_back();
    if (event == json::parse_event_t::object_end) keys.pop_back();
    if (event == json::parse_event_t::key && !keys.back().insert(value.get<std::string>()).second) {
      twice = value.get<std::string>();
    }
    return true;
  };
  json description;
  try {
    description = json::parse(text, watch);
  } catch (const json::parse_error& error) {
    throw std::invalid_argument("It is no JSON, from byte " + std::to_string(error.byte) + " on.");
  }
  if (!twice.empty()) refuse(twice, "The key is there twice.");
  return description;
}

}  // namespace

Description parse_description(std::string_view text) {
  constexpr std::array<std::string_view, 9> keys = {"name",    "logo",       "logoDark",
                                                    "accent",  "accentDark", "texts",
                                                    "imprint", "privacy",    "languages"};
  const json description = parsed(text);
  if (!description.is_object()) throw std::invalid_argument("Expected a JSON object.");
  Description result;
  for (const auto& [key, value] : description.items()) {
    if (!contains(keys, key)) refuse(key, "There is no such key. Expected " + listed(keys) + ".");
    if (key == "name") result.name = text_of(key, value, name_characters);
    if (key == "logo" || key == "logoDark") result.logos.push_back(file_name_of(key, value));
    if (key == "accent" || key == "accentDark") check_colour(key, value);
    if (key == "texts") check_texts(key, value);
    if (key == "imprint" || key == "privacy") check_link(key, value);
    if (key == "languages") check_languages(key, value);
  }
  if (description.contains("logoDark") && !description.contains("logo")) {
    refuse("logoDark", "It is for dark pages instead of logo, which is missing.");
  }
  if (description.contains("accentDark") && !description.contains("accent")) {
    refuse("accentDark", "It is for dark pages instead of accent, which is missing.");
  }
  result.json = description.dump();
  return result;
}

}  // namespace parley::branding

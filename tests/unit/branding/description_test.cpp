#include "description.h"

#include <gtest/gtest.h>

#include <stdexcept>

#include "parley/branding/limits.h"

namespace parley::branding {
namespace {

/// The sentence with which it is refused; empty if it is not.
std::string mistake_in(std::string_view json) {
  try {
    parse_description(json);
    return {};
  } catch (const std::invalid_argument& error) {
    return error.what();
  }
}

std::string with(const std::string& key, const std::string& value) {
  return mistake_in("{\"" + key + "\":" + value + "}");
}

std::string in_quotes(const std::string& text) {
  return "\"" + text + "\"";
}

TEST(Description, TakesAllThatThereIs) {
  const Description description = parse_description(R"({
    "name": "Töne & Räume", "logo": "logo.svg", "logoDark": "logo-dark.png",
    "accent": "#0A7D5a", "accentDark": "#66ddbb",
    "texts": {"de": {"title": "Guten Tag", "lead": "Hier trifft man sich.", "lobby": "Gleich"}},
    "imprint": "https://example.org/imprint?a=1#b", "privacy": "HTTP://example.org",
    "languages": ["de", "ar"]})");
  EXPECT_EQ(description.name, "Töne & Räume");
  EXPECT_EQ(description.logos, (std::vector<std::string>{"logo.svg", "logo-dark.png"}));
  EXPECT_EQ(description.json.find('\n'), std::string::npos);
  EXPECT_NE(description.json.find("Guten Tag"), std::string::npos);
}

TEST(Description, TakesNothingAtAll) {
  EXPECT_EQ(parse_description("{}").json, "{}");
}

TEST(Description, RefusesWhatIsNoObject) {
  EXPECT_EQ(mistake_in("[]"), "Expected a JSON object.");
  EXPECT_EQ(mistake_in("{"), "It is no JSON, from byte 2 on.");
  EXPECT_TRUE(mistake_in("{} {}").starts_with("It is no JSON")) << mistake_in("{} {}");
  EXPECT_TRUE(mistake_in("{\"name\":\"\xFF\"}").starts_with("It is no JSON"));
}

TEST(Description, NamesAKeyThatThereIsNot) {
  EXPECT_TRUE(
      with("colour", "\"#123456\"").starts_with("colour: There is no such key. Expected name, "))
      << with("colour", "\"#123456\"");
  EXPECT_EQ(mistake_in(R"({"name":"a","name":"b"})"), "name: The key is there twice.");
}

TEST(Description, RefusesANameThatIsNone) {
  const std::string sentence = "name: Expected a text of 1 to 40 characters on one line.";
  for (const char* value : {"1", "null", "\"\"", "\"  \"", R"("a\nb")", "[\"a\"]"}) {
    EXPECT_EQ(with("name", value), sentence) << value;
  }
  std::string longest;
  for (std::size_t i = 0; i < name_characters; ++i) longest += "ö";
  EXPECT_EQ(with("name", in_quotes(longest)), "");
  EXPECT_EQ(with("name", in_quotes(longest + "ö")), sentence);
}

TEST(Description, RefusesWhatIsNoColour) {
  for (const char* value : {"\"red\"", "\"#fff\"", "\"#12345g\"", "\"#1234567\"", "\"123456\"",
                            "\"#12345;\"", "255", "\"url(x)\""}) {
    EXPECT_EQ(with("accent", value),
              "accent: Expected a colour as \"#RRGGBB\", such as \"#2f5fde\".")
        << value;
  }
}

TEST(Description, RefusesLinksThatLeadElsewhere) {
  for (const char* value :
       {"\"javascript:alert(1)\"", "\"data:text/html,x\"", "\"//example.org\"", "\"/imprint\"",
        "\"https://\"", "\"https:///x\"", "\"https://a b\"", "\"https://a\\\"b\"", "\"mailto:a@b\"",
        "\" https://example.org\"", "\"xhttps://example.org\"", "\"https://a<b\"", "1"}) {
    EXPECT_TRUE(with("imprint", value)
                    .starts_with("imprint: Expected an address that begins with https://"))
        << value;
  }
  EXPECT_EQ(with("privacy", in_quotes("https://" + std::string(link_bytes - 8, 'a'))), "");
  EXPECT_NE(with("privacy", in_quotes("https://" + std::string(link_bytes - 7, 'a'))), "");
}

TEST(Description, RefusesLogosOutsideOfTheFolder) {
  for (const char* value : {"\"../logo.svg\"", "\"/etc/logo.svg\"", "\".svg\"", "\"logo.gif\"",
                            "\"a b.svg\"", "\"\"", "\"logo.svg\\u0000.png\"", "{}"}) {
    EXPECT_TRUE(with("logo", value).starts_with("logo: Expected the name of a file")) << value;
  }
  EXPECT_EQ(with("logoDark", "\"a.svg\""),
            "logoDark: It is for dark pages instead of logo, which is missing.");
}

TEST(Description, RefusesLanguagesThatThereAreNot) {
  const std::string sentence =
      "languages: Expected a list of languages, each once: en, de, es, fr or ar.";
  for (const char* value : {"[]", "\"de\"", "[\"nl\"]", "[\"de\",\"de\"]", "[1]", "[\"DE\"]"}) {
    EXPECT_EQ(with("languages", value), sentence) << value;
  }
}

TEST(Description, NamesTheTextThatIsWrong) {
  EXPECT_EQ(with("texts", "[]"), "texts: Expected an object with the texts of each language.");
  EXPECT_EQ(with("texts", R"({"nl":{}})"), "texts.nl: Expected a language: en, de, es, fr or ar.");
  EXPECT_EQ(with("texts", R"({"en":1})"), "texts.en: Expected an object with texts.");
  EXPECT_EQ(with("texts", R"({"en":{"foot":"a"}})"),
            "texts.en.foot: There is no such text. Expected title, lead or lobby.");
  EXPECT_EQ(with("texts", R"({"en":{"lead":3}})"),
            "texts.en.lead: Expected a text of 1 to 400 characters on one line.");
}

TEST(Description, IsNotConfusedByDepth) {
  const std::string deep(100'000, '[');
  EXPECT_TRUE(mistake_in(deep).starts_with("It is no JSON"));
}

}  // namespace
}  // namespace parley::branding

#include <gtest/gtest.h>

#include "parley/branding/branding.h"

namespace parley::branding {
namespace {

constexpr std::string_view page =
    "<title>Parley – video</title><meta name=\"parley-hosting\" content=\"server\">";

std::string text_at(const http::Bundle& bundle, std::string_view path) {
  const auto* variants = bundle.find(path);
  if (variants == nullptr || variants->size() != 1) return "";
  return std::string(variants->front().bytes);
}

TEST(BrandedPages, AreToldWhatTheOperatorWants) {
  http::Bundle bundle;
  bundle.add("/home.html", http::Encoding::Identity, page);
  bundle.add("/home.html", http::Encoding::Brotli, "compressed");
  const auto before = bundle.find("/home.html")->front().etag;
  put_on_pages({"A & <b>", R"({"name":"A & <b>"})", {}}, bundle);
  EXPECT_EQ(text_at(bundle, "/home.html"),
            "<title>A &amp; &lt;b&gt; – video</title><meta name=\"parley-branding\" "
            "content=\"{&quot;name&quot;:&quot;A &amp; &lt;b&gt;&quot;}\">\n  "
            "<meta name=\"parley-hosting\" content=\"server\">");
  EXPECT_NE(bundle.find("/home.html")->front().etag, before);
}

TEST(BrandedPages, KeepParleysNameWhereThereIsNoOther) {
  http::Bundle bundle;
  bundle.add("/room/", http::Encoding::Identity, page);
  put_on_pages({"", "{}", {}}, bundle);
  EXPECT_TRUE(text_at(bundle, "/room/").starts_with("<title>Parley – video"));
}

TEST(BrandedPages, HaveTheFilesBesideThem) {
  http::Bundle bundle;
  put_on_pages({"", "{}", {{"logo.svg", "<svg/>"}}}, bundle);
  EXPECT_EQ(text_at(bundle, "/branding/branding.json"), "{}");
  EXPECT_EQ(text_at(bundle, "/branding/logo.svg"), "<svg/>");
  EXPECT_EQ(bundle.find("/home.html"), nullptr);
}

}  // namespace
}  // namespace parley::branding

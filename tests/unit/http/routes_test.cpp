#include "parley/http/routes.h"

#include <gtest/gtest.h>

namespace parley::http {
namespace {

class RoutesTest : public testing::Test {
 protected:
  static Bundle bundle() {
    Bundle bundle;
    bundle.add("/home.html", Encoding::Identity, "<home>");
    bundle.add("/room/", Encoding::Identity, "<room, assets above>");
    bundle.add("/room.html", Encoding::Identity, "<room>");
    bundle.add("/404.html", Encoding::Identity, "<@up@style.css @up@home>");
    bundle.add("/404.html", Encoding::Brotli, "br");
    bundle.add("/config.json", Encoding::Identity, "{}");
    bundle.add("/assets/app-1a2b.js", Encoding::Identity, "let app;");
    bundle.add("/assets/app-1a2b.js", Encoding::Brotli, "br");
    bundle.add("/assets/core-3c4d.wasm", Encoding::Identity, "\\0asm");
    bundle.add("/branding/logo.svg", Encoding::Identity, "<svg>");
    return bundle;
  }

  static std::string field(const Response& response, std::string_view name) {
    for (const auto& [key, value] : response.fields) {
      if (key == name) return value;
    }
    return "(none)";
  }

  [[nodiscard]] Response get(std::string_view path, std::string_view accept_encoding = "") const {
    Request request;
    request.method = "GET";
    request.path = path;
    request.accept_encoding = accept_encoding;
    return routes.handle(request);
  }

  Routes routes{bundle()};
};

TEST_F(RoutesTest, RootIsTheHomePageByItsOldNameToo) {
  EXPECT_EQ(get("/").body(), "<home>");
  EXPECT_EQ(get("/home").body(), "<home>");
  EXPECT_EQ(get("/lobby").body(), "<home>");
  EXPECT_EQ(field(get("/"), "Content-Type"), "text/html; charset=utf-8");
  EXPECT_EQ(field(get("/"), "Cache-Control"), "no-cache");
}

TEST_F(RoutesTest, RoomIsTheMeetingPage) {
  EXPECT_EQ(get("/room/standup").body(), "<room, assets above>");
  EXPECT_EQ(get("/room/Caf%C3%A9%20%2F").body(), "<room, assets above>");
  EXPECT_EQ(field(get("/room/standup"), "Content-Type"), "text/html; charset=utf-8");
  EXPECT_EQ(field(get("/room/standup"), "Cache-Control"), "no-cache");
}

TEST_F(RoutesTest, RoomWithASlashBehindItLeadsToTheRoom) {
  Request request;
  request.method = "GET";
  request.path = "/room/Cafe%CC%81%2F1/";
  request.query = "?lang=fr";
  const Response response = routes.handle(request);
  EXPECT_EQ(response.status, 308);
  EXPECT_EQ(field(response, "Location"), "../Caf%C3%A9%2F1?lang=fr");
  EXPECT_EQ(get("/room/standup//").status, 404);
}

TEST_F(RoutesTest, PageMayAskWhetherItsOriginIsAllowed) {
  const Routes some(bundle(), {}, OriginPolicy{{"https://calls.example.org"}, {}, false});
  const auto ask = [&some](std::string_view query) {
    Request request;
    request.method = "GET";
    request.path = "/origin";
    request.query = query;
    request.origin.host = "localhost:8080";
    return some.handle(request);
  };
  for (const char* query : {"?https://calls.example.org", "?http://localhost:8080"}) {
    EXPECT_EQ(ask(query).body(), R"({"allowed":true,"forwarded":"none","scheme":""})") << query;
  }
  for (const char* query : {"?https://evil.example", "?null", "?", ""}) {
    EXPECT_EQ(ask(query).body(), R"({"allowed":false,"forwarded":"none","scheme":""})") << query;
  }
  EXPECT_EQ(field(ask("?null"), "Content-Type"), "application/json");
  EXPECT_EQ(field(ask("?null"), "Access-Control-Allow-Origin"), "*");
  EXPECT_EQ(field(ask("?null"), "Cache-Control"), "no-store");
}

TEST_F(RoutesTest, WhatTheServerMakesOfTheProxyIsSaidAtOriginToo) {
  Request request;
  request.method = "GET";
  request.path = "/origin";
  request.forwarding = Forwarding::Believed;
  request.origin.scheme = "HTTPS";
  EXPECT_EQ(routes.handle(request).body(),
            R"({"allowed":false,"forwarded":"believed","scheme":"https"})");
  request.forwarding = Forwarding::Ignored;
  request.origin.scheme = R"(gopher","x":")";
  EXPECT_EQ(routes.handle(request).body(),
            R"({"allowed":false,"forwarded":"ignored","scheme":""})");
}

TEST_F(RoutesTest, BadRoomNameIsNotFoundAndSaysWhy) {
  for (const std::string_view path : {"/room/", "/room/%00", "/room/%2e%2e", "/room/%FF",
                                      "/room/%E2%80%8B", "/room/%20", "/room/%00/"}) {
    EXPECT_EQ(get(path).status, 404) << path;
    EXPECT_TRUE(get(path).body().starts_with("The room's name")) << path;
  }
  EXPECT_EQ(get("/room/a/b").status, 404);
}

TEST_F(RoutesTest, AssetsAreImmutable) {
  const Response response = get("/assets/app-1a2b.js");
  EXPECT_EQ(response.body(), "let app;");
  EXPECT_EQ(field(response, "Cache-Control"), "public, max-age=31536000, immutable");
  EXPECT_EQ(field(response, "Content-Type"), "text/javascript; charset=utf-8");
  EXPECT_EQ(field(get("/assets/core-3c4d.wasm"), "Content-Type"), "application/wasm");
}

TEST_F(RoutesTest, TheOperatorsLogoRunsNoScript) {
  const Response response = get("/branding/logo.svg");
  EXPECT_EQ(field(response, "Content-Type"), "image/svg+xml");
  EXPECT_EQ(field(response, "Cache-Control"), "no-cache");
  EXPECT_EQ(field(response, "Content-Security-Policy"),
            "default-src 'none'; style-src 'unsafe-inline'; sandbox");
  EXPECT_EQ(field(get("/"), "Content-Security-Policy"), "(none)");
}

TEST_F(RoutesTest, OtherFilesAreCheckedForChange) {
  EXPECT_EQ(get("/room.html").body(), "<room>");
  EXPECT_EQ(field(get("/config.json"), "Content-Type"), "application/json");
  EXPECT_EQ(field(get("/config.json"), "Cache-Control"), "no-cache");
}

TEST_F(RoutesTest, PagesOfOthersMayUseWhatIsNoPage) {
  for (const std::string_view path : {"/assets/app-1a2b.js", "/assets/core-3c4d.wasm"}) {
    EXPECT_EQ(field(get(path), "Access-Control-Allow-Origin"), "*") << path;
    EXPECT_EQ(field(get(path), "Cross-Origin-Resource-Policy"), "cross-origin") << path;
  }
  for (const std::string_view path : {"/", "/room/standup", "/room.html"}) {
    EXPECT_EQ(field(get(path), "Access-Control-Allow-Origin"), "(none)") << path;
    EXPECT_EQ(field(get(path), "Cross-Origin-Resource-Policy"), "(none)") << path;
  }
}

TEST_F(RoutesTest, EncodingIsNegotiated) {
  const Response compressed = get("/assets/app-1a2b.js", "gzip, br");
  EXPECT_EQ(compressed.body(), "br");
  EXPECT_EQ(field(compressed, "Content-Encoding"), "br");
  EXPECT_EQ(field(compressed, "Vary"), "Accept-Encoding");
  EXPECT_EQ(field(get("/assets/app-1a2b.js"), "Content-Encoding"), "(none)");
  EXPECT_EQ(field(get("/assets/app-1a2b.js"), "Vary"), "Accept-Encoding");
  EXPECT_EQ(get("/assets/app-1a2b.js", "*;q=0").status, 406);
}

TEST_F(RoutesTest, KnownEtagIsNotModified) {
  const std::string etag = field(get("/config.json"), "ETag");
  ASSERT_EQ(etag.front(), '"');
  Request request;
  request.method = "GET";
  request.path = "/config.json";
  for (const std::string& known : {etag, "\"x\", W/" + etag, std::string("*")}) {
    request.if_none_match = known;
    const Response response = routes.handle(request);
    EXPECT_EQ(response.status, 304) << known;
    EXPECT_EQ(field(response, "ETag"), etag);
    EXPECT_TRUE(response.body().empty());
  }
  request.if_none_match = "\"x\"";
  EXPECT_EQ(routes.handle(request).status, 200);
}

TEST_F(RoutesTest, HealthIsOk) {
  EXPECT_EQ(get("/healthz").body(), "ok\n");
  EXPECT_EQ(get("/healthz").status, 200);
}

TEST_F(RoutesTest, NothingElseIsFound) {
  for (const std::string_view path : {"", "/assets/", "/assets/none.js", "/../etc/passwd",
                                      "/%2e%2e/x", "/ROOM/x", "/ws/x", "*"}) {
    EXPECT_EQ(get(path).status, 404) << path;
  }
}

TEST_F(RoutesTest, BrowserIsShownAPageAtWhateverDepthItAskedFor) {
  const auto browse = [&](std::string_view path) {
    Request request;
    request.method = "GET";
    request.path = path;
    request.accept = "text/html,application/xhtml+xml,*/*;q=0.8";
    request.accept_encoding = "br";
    return routes.handle(request);
  };
  EXPECT_EQ(browse("/none").status, 404);
  EXPECT_EQ(browse("/none").body(), "<style.css home>");
  EXPECT_EQ(browse("/some/where/else").body(), "<../../style.css ../../home>");
  EXPECT_EQ(browse("/room/%20").body(), "<../style.css ../home>");
  EXPECT_EQ(browse("/404.html").body(), "<style.css home>");
  EXPECT_EQ(field(browse("/none"), "Content-Type"), "text/html; charset=utf-8");
  EXPECT_EQ(field(browse("/none"), "Content-Encoding"), "(none)");
  EXPECT_EQ(field(browse("/none"), "Cache-Control"), field(get("/none"), "Cache-Control"));
  EXPECT_TRUE(browse("/assets/none.js").body().starts_with("There is nothing"));
  EXPECT_TRUE(get("/none").body().starts_with("There is nothing"));
}

TEST_F(RoutesTest, AnyonesPageLearnsThatAnAssetIsGone) {
  EXPECT_EQ(field(get("/assets/none.js"), "Access-Control-Allow-Origin"), "*");
  EXPECT_EQ(field(get("/none"), "Access-Control-Allow-Origin"), "(none)");
}

TEST_F(RoutesTest, OtherMethodsAreNotAllowed) {
  Request request;
  request.path = "/";
  for (const std::string_view method : {"POST", "PUT", "DELETE", "OPTIONS", "TRACE"}) {
    request.method = method;
    EXPECT_EQ(routes.handle(request).status, 405) << method;
    EXPECT_EQ(field(routes.handle(request), "Allow"), "GET, HEAD");
  }
}

TEST_F(RoutesTest, AmbiguousLengthIsRefused) {
  Request request;
  request.method = "POST";
  request.path = "/";
  request.content_length = "5";
  request.has_transfer_encoding = true;
  EXPECT_EQ(routes.handle(request).status, 400);
  request.has_transfer_encoding = false;
  for (const char* length : {"5,5", "5, 6", "+5", "0x5", "5 ", "99999999999999999999"}) {
    request.content_length = length;
    EXPECT_EQ(routes.handle(request).status, 400) << length;
  }
}

TEST(RoutesWithoutBundle, SayHowToBuildThePages) {
  const Routes routes{Bundle()};
  Request request;
  request.method = "GET";
  for (const std::string_view path : {"/", "/home", "/lobby", "/room/x"}) {
    request.path = path;
    const Response response = routes.handle(request);
    EXPECT_EQ(response.status, 503) << path;
    EXPECT_NE(response.body().find("make build"), std::string_view::npos);
  }
}

}  // namespace
}  // namespace parley::http

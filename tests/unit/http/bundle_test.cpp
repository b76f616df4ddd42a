#include "parley/http/bundle.h"

#include <gtest/gtest.h>

#include <fstream>

namespace parley::http {
namespace {

class BundleDirectory : public testing::Test {
 protected:
  BundleDirectory() { std::filesystem::create_directories(directory_); }
  ~BundleDirectory() override { std::filesystem::remove_all(directory_); }

  void write(const std::string& name, const std::string& content) const {
    std::ofstream(directory_ / name, std::ios::binary) << content;
  }

  std::filesystem::path directory_ =
      std::filesystem::temp_directory_path() / ("parley-bundle-" + std::to_string(getpid()));
};

TEST_F(BundleDirectory, IsReadByItsManifest) {
  write("manifest.txt", "/assets/app-1.js\tapp.js.br\tbr\n/assets/app-1.js\tapp.js\tidentity\n");
  write("app.js", "let x;");
  write("app.js.br", std::string("\0\x01", 2));
  const Bundle bundle = Bundle::from_directory(directory_);
  const auto* variants = bundle.find("/assets/app-1.js");
  ASSERT_NE(variants, nullptr);
  ASSERT_EQ(variants->size(), 2U);
  EXPECT_EQ((*variants)[0].encoding, Encoding::Brotli);
  EXPECT_EQ((*variants)[0].bytes, std::string_view("\0\x01", 2));
  EXPECT_EQ((*variants)[1].bytes, "let x;");
  EXPECT_NE((*variants)[0].etag, (*variants)[1].etag);
  EXPECT_EQ(bundle.find("/app.js"), nullptr);
}

TEST_F(BundleDirectory, WithoutManifestOrFileIsAnError) {
  EXPECT_THROW(Bundle::from_directory(directory_), std::runtime_error);
  write("manifest.txt", "/a.js\tmissing.js\tidentity\n");
  EXPECT_THROW(Bundle::from_directory(directory_), std::runtime_error);
}

TEST_F(BundleDirectory, WithABadLineIsAnErrorThatNamesIt) {
  write("a.js", "");
  write("manifest.txt", "/a.js\ta.js\tidentity\n/a.js\ta.js\tzip\n");
  try {
    Bundle::from_directory(directory_);
    FAIL() << "no exception";
  } catch (const std::runtime_error& error) {
    EXPECT_NE(std::string(error.what()).find("line 2"), std::string::npos) << error.what();
  }
}

TEST(Bundle, ChoosesWhatTheClientWantsMostAndTheSmallestOfEquals) {
  Bundle bundle;
  bundle.add("/x", Encoding::Identity, "123456");
  bundle.add("/x", Encoding::Gzip, "1234");
  bundle.add("/x", Encoding::Brotli, "12");
  const auto& variants = *bundle.find("/x");
  EXPECT_EQ(choose_variant(variants, "gzip, br")->encoding, Encoding::Brotli);
  EXPECT_EQ(choose_variant(variants, "gzip, br;q=0.9")->encoding, Encoding::Gzip);
  EXPECT_EQ(choose_variant(variants, "")->encoding, Encoding::Identity);
  EXPECT_EQ(choose_variant(variants, "identity;q=0"), nullptr);
}

}  // namespace
}  // namespace parley::http

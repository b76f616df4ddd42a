#include "parley/branding/branding.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>
#include <stdexcept>

#include "parley/branding/limits.h"

namespace parley::branding {
namespace {

constexpr std::string_view svg =
    "<?xml version=\"1.0\"?><svg xmlns=\"http://www.w3.org/2000/svg\"/>";

class BrandingFolder : public testing::Test {
 protected:
  BrandingFolder()
      : folder_(std::filesystem::temp_directory_path() /
                ("parley-branding-" + std::to_string(getpid()))) {
    std::filesystem::create_directory(folder_);
  }
  ~BrandingFolder() override { std::filesystem::remove_all(folder_); }

  void write(const std::string& name, std::string_view bytes) {
    std::ofstream(folder_ / name, std::ios::binary) << bytes;
  }
  std::string mistake() {
    try {
      read_branding(folder_);
      return {};
    } catch (const std::invalid_argument& error) {
      return error.what();
    }
  }

  std::filesystem::path folder_;
};

TEST_F(BrandingFolder, ReadsTheDescriptionAndItsLogos) {
  const std::string png("\x89PNG\r\n\x1A\n\0\0\0\rIHDR....", 20);
  write("branding.json", R"({"name": "Acme", "logo": "a.svg", "logoDark": "b.png"})");
  write("a.svg", svg);
  write("b.png", png);
  const Branding branding = read_branding(folder_);
  EXPECT_EQ(branding.name, "Acme");
  ASSERT_EQ(branding.files.size(), 2U);
  EXPECT_EQ(branding.files[0].bytes, svg);
  EXPECT_EQ(branding.files[1].name, "b.png");
  EXPECT_EQ(branding.files[1].bytes, png);
}

TEST_F(BrandingFolder, NamesTheFileThatIsMissing) {
  EXPECT_EQ(mistake(), "branding.json: It cannot be read: No such file or directory.");
  write("branding.json", R"({"logo": "a.svg"})");
  EXPECT_EQ(mistake(), "a.svg: It cannot be read: No such file or directory.");
  std::filesystem::create_directory(folder_ / "a.svg");
  EXPECT_EQ(mistake(), "a.svg: It is a directory.");
}

TEST_F(BrandingFolder, NamesFileAndKey) {
  write("branding.json", R"({"accent": "red"})");
  EXPECT_TRUE(mistake().starts_with("branding.json: accent: Expected a colour")) << mistake();
}

TEST_F(BrandingFolder, RefusesWhatIsTooLarge) {
  write("branding.json", "{" + std::string(description_bytes - 2, ' ') + "}");
  EXPECT_EQ(mistake(), "");
  write("branding.json", "{" + std::string(description_bytes - 1, ' ') + "}");
  EXPECT_EQ(mistake(), "branding.json: It has more than 16384 bytes.");
  write("branding.json", R"({"logo": "a.svg"})");
  write("a.svg", std::string(svg) + std::string(logo_bytes - svg.size(), ' '));
  EXPECT_EQ(mistake(), "");
  write("a.svg", std::string(svg) + std::string(logo_bytes - svg.size() + 1, ' '));
  EXPECT_EQ(mistake(), "a.svg: It has more than the 131072 bytes that a logo may have.");
}

TEST_F(BrandingFolder, RefusesALogoThatIsNone) {
  write("branding.json", R"({"logo": "a.svg"})");
  write("a.svg", "<html></html>");
  EXPECT_EQ(mistake(), "a.svg: It is no SVG: <svg is missing.");
  write("branding.json", R"({"logo": "a.png"})");
  write("a.png", svg);
  EXPECT_EQ(mistake(), "a.png: It is no PNG.");
}

}  // namespace
}  // namespace parley::branding

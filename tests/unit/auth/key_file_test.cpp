#include "parley/auth/key_file.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>

namespace parley::auth {
namespace {

namespace fs = std::filesystem;

class KeyFile : public testing::Test {
 protected:
  KeyFile() {
    std::string name = (fs::temp_directory_path() / "parley-key-XXXXXX").string();
    EXPECT_NE(mkdtemp(name.data()), nullptr);
    directory = name;
  }
  ~KeyFile() override { fs::remove_all(directory); }

  void write(const std::string& text) const { std::ofstream(path()) << text; }
  [[nodiscard]] fs::path path() const { return directory / "resume.key"; }

  [[nodiscard]] std::string complaint(const fs::path& file) const {
    try {
      load_or_create_key(file);
    } catch (const std::runtime_error& error) {
      return error.what();
    }
    return "none";
  }

  fs::path directory;
};

TEST_F(KeyFile, IsMadeOnceAndReadFromThenOn) {
  const std::string key = load_or_create_key(path());
  EXPECT_EQ(key.size(), 32U);
  EXPECT_EQ(load_or_create_key(path()), key);
}

TEST_F(KeyFile, IsItsOwnersOnly) {
  load_or_create_key(path());
  struct stat status {};
  ASSERT_EQ(stat(path().c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777U, 0600U);
  EXPECT_EQ(status.st_size, 65);
}

TEST_F(KeyFile, IsMadeWithTheDirectoriesAboveIt) {
  const fs::path deep = directory / "a" / "b" / "resume.key";
  const std::string key = load_or_create_key(deep);
  EXPECT_EQ(load_or_create_key(deep), key);
}

TEST_F(KeyFile, HoldsHexDigits) {
  const std::string hex = "000102030405060708090a0b0c0d0e0f101112131415161718191A1B1C1D1EfF";
  std::string key;
  for (char byte = 0; byte < 31; ++byte) key += byte;
  key += '\xff';
  for (const char* end : {"", "\n"}) {
    write(hex + end);
    EXPECT_EQ(load_or_create_key(path()), key);
  }
}

TEST_F(KeyFile, OfAnotherShapeIsAClearErrorAndStaysAsItIs) {
  const std::string hex(64, 'a');
  for (const std::string& text :
       {std::string(), std::string("\n"), hex.substr(1), hex + "a", hex.substr(1) + "g",
        hex + "\n\n", hex + "\nmore", " " + hex.substr(1)}) {
    write(text);
    const std::string message = complaint(path());
    EXPECT_NE(message.find("64 hex digits"), std::string::npos) << text;
    EXPECT_NE(message.find(path().string()), std::string::npos) << message;
    EXPECT_EQ(fs::file_size(path()), text.size());
  }
}

TEST_F(KeyFile, ThatCannotBeMadeIsAClearError) {
  write("a file, not a directory");
  const std::string message = complaint(path() / "resume.key");
  EXPECT_NE(message.find("Not a directory"), std::string::npos) << message;
}

TEST_F(KeyFile, ThatIsADirectoryIsAClearError) {
  EXPECT_NE(complaint(directory).find("Is a directory"), std::string::npos);
}

TEST(RandomKey, DiffersEachTime) {
  EXPECT_EQ(random_key().size(), 32U);
  EXPECT_NE(random_key(), random_key());
}

}  // namespace
}  // namespace parley::auth

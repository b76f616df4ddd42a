#include "setup_files.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

namespace parley {
namespace {

// A machine that is being prepared.
class SetupFilesTest : public testing::Test {
 protected:
  SetupFilesTest() {
    std::filesystem::create_directories(root_ + "/etc");
    std::ofstream(root_ + "/etc/group") << "root:x:0:\nparley:x:4242:\n";
  }
  ~SetupFilesTest() override { std::filesystem::remove_all(root_); }

  [[nodiscard]] struct stat status(const std::string& path) const {
    struct stat status {};
    EXPECT_EQ(::stat((root_ + path).c_str(), &status), 0) << path;
    return status;
  }

  [[nodiscard]] static setup::FileChange change(const std::string& group) {
    return {.path = "/etc/file", .before = {}, .after = "text\n", .mode = 0640, .group = group};
  }

  const std::string root_ = testing::TempDir() + "setup_files";
  const SetupFiles files_{root_};
};

TEST_F(SetupFilesTest, AGroupIsTheOneThatThatMachineHasByItsName) {
  if (::geteuid() != 0) GTEST_SKIP() << "Only root can give files away.";
  EXPECT_TRUE(files_.write(change("parley")));
  EXPECT_EQ(status("/etc/file").st_gid, 4242U);
  EXPECT_EQ(status("/etc/file").st_mode & 07777U, 0640U);
  EXPECT_TRUE(files_.write(change("root")));
  EXPECT_EQ(status("/etc/file").st_gid, 4242U) << "Whose file it is, it stays.";
}

TEST_F(SetupFilesTest, WhoCannotGiveItToItsGroupIsTold) {
  EXPECT_FALSE(files_.write(change("turnserver")));
  EXPECT_EQ(files_.read("/etc/file"), "text\n");
  EXPECT_EQ(status("/etc/file").st_gid, ::getegid());
  std::filesystem::remove(root_ + "/etc/group");
  EXPECT_FALSE(files_.write(change("parley")));
}

}  // namespace
}  // namespace parley

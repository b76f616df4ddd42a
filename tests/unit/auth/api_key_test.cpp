#include "parley/auth/api_key.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>

namespace parley::auth {
namespace {

namespace fs = std::filesystem;
const std::string secret(32, 's');

std::string complaint(const std::string& text) {
  try {
    parse_api_key(text);
  } catch (const std::invalid_argument& error) {
    return error.what();
  }
  return "none";
}

TEST(ApiKey, IsAnIdAndASecret) {
  const ApiKey key = parse_api_key("SK01-a_Z:" + secret + ":x");
  EXPECT_EQ(key.id, "SK01-a_Z");
  EXPECT_EQ(key.secret, secret + ":x");
}

TEST(ApiKey, OfAnotherShapeIsRefused) {
  for (const std::string& text :
       {std::string(), std::string(":"), ":" + secret, secret, "S K:" + secret, "SK\n:" + secret,
        std::string(65, 'S') + ":" + secret}) {
    EXPECT_NE(complaint(text).find("ID:SECRET"), std::string::npos) << text;
  }
}

TEST(ApiKey, NeedsASecretOf32Bytes) {
  const std::string message = complaint("SK1:" + std::string(31, 's'));
  EXPECT_NE(message.find("31 bytes"), std::string::npos) << message;
  EXPECT_EQ(message.find("sss"), std::string::npos) << "the secret is told: " << message;
  EXPECT_NE(complaint("SK1:" + std::string(257, 's')), "none");
  EXPECT_EQ(complaint("SK1:" + std::string(256, 's')), "none");
}

TEST(ApiKeys, StandInAFileOneToALine) {
  std::string name = (fs::temp_directory_path() / "parley-keys-XXXXXX").string();
  const int file = mkstemp(name.data());
  ASSERT_GE(file, 0);
  close(file);
  std::ofstream(name) << "# the new one\nSK2:" << secret << "\r\n\n  SK1:" << secret << "2  \n";
  const auto keys = read_api_keys(name);
  ASSERT_EQ(keys.size(), 2U);
  EXPECT_EQ(keys[0].id, "SK2");
  EXPECT_EQ(keys[0].secret, secret);
  EXPECT_EQ(keys[1].secret, secret + "2");
  fs::remove(name);
  EXPECT_THROW(read_api_keys(name), std::runtime_error);
}

TEST(DerivedApiKey, IsTheSameForTheSameSecretAndNoneOfIt) {
  const ApiKey key = derive_api_key(secret);
  EXPECT_EQ(key.id.size(), 34U);
  EXPECT_EQ(key.secret, derive_api_key(secret).secret);
  EXPECT_NE(key.secret, derive_api_key(secret + "x").secret);
  EXPECT_NO_THROW(parse_api_key(key.id + ":" + key.secret));
}

}  // namespace
}  // namespace parley::auth

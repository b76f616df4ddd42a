#include "parley/auth/hmac_signer.h"

#include <gtest/gtest.h>

#include <stdexcept>

namespace parley::auth {
namespace {

TEST(HmacSigner, IsHmacSha256) {
  // RFC 4231 sections 4.7 and 4.8, the test cases with a key of more than 32 bytes.
  const HmacSigner signer(std::string(131, '\xaa'));
  EXPECT_EQ(signer.sign("Test Using Larger Than Block-Size Key - Hash Key First"),
            "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
  EXPECT_EQ(signer.sign("This is a test using a larger than block-size key and a larger than "
                        "block-size data. The key needs to be hashed before being used by the "
                        "HMAC algorithm."),
            "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2");
}

TEST(HmacSigner, SignsDifferentlyWithAnotherKey) {
  const std::string text = "text";
  EXPECT_NE(HmacSigner(std::string(32, 'a')).sign(text),
            HmacSigner(std::string(32, 'b')).sign(text));
}

TEST(HmacSigner, RefusesAShortKey) {
  EXPECT_THROW(HmacSigner(std::string(31, 'a')), std::invalid_argument);
  EXPECT_THROW(HmacSigner(""), std::invalid_argument);
}

}  // namespace
}  // namespace parley::auth

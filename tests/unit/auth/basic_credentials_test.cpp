#include "parley/auth/basic_credentials.h"

#include <gtest/gtest.h>

#include "parley/auth/callback_signature.h"

namespace parley::auth {
namespace {

TEST(BasicCredentials, KnowsEachUserByItsPassword) {
  const BasicCredentials credentials({{"Aladdin", "open sesame"}, {"SK1", "other"}});
  EXPECT_TRUE(credentials.knows("Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="));  // RFC 7617 section 2
  EXPECT_TRUE(credentials.knows("basic  U0sxOm90aGVy"));
  for (const char* wrong : {"", "Basic", "Basic ", "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ",
                            "Basic QWxhZGRpbjpvdGhlcg==", "Bearer U0sxOm90aGVy", "Basic U0sx",
                            "Basic U0sxOm90aGV5", "Basic ====", "Basic U0sxOm90aGVy===="}) {
    EXPECT_FALSE(credentials.knows(wrong)) << wrong;
  }
  EXPECT_FALSE(BasicCredentials({}).knows("Basic Og=="));
}

TEST(CallbackSignature, IsTheVendors) {
  // The example of the vendor's documentation, "Validating signatures".
  EXPECT_EQ(callback_signature("12345", "https://mycompany.com/myapp.php?foo=1&bar=2",
                               {{"Digits", "1234"},
                                {"To", "+18005551212"},
                                {"From", "+14158675310"},
                                {"Caller", "+14158675310"},
                                {"CallSid", "CA1234567890ABCDE"}}),
            "GvWf1cFY/Q7PnoempGyD5oXAezc=");
}

}  // namespace
}  // namespace parley::auth

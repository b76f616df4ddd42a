#include "parley/setup/redact.h"

#include <gtest/gtest.h>

#include "parley/setup/unified_diff.h"

namespace parley::setup {
namespace {

TEST(Redact, AValueIsLeftOutWhereItsNameSaysThatItIsASecret) {
  for (const auto& [line, shown] : {
           std::pair{"turn-secret = hunter2", "turn-secret = (not shown)"},
           std::pair{"  sfu-secret=\"hunter2\"  ", "  sfu-secret=(not shown)"},
           std::pair{"#turn-credential = hunter2", "#turn-credential = (not shown)"},
           std::pair{"# Auth-Token: hunter2", "# Auth-Token: (not shown)"},
           std::pair{"redis-password = hunter2", "redis-password = (not shown)"},
           std::pair{"sfu-admin-key = hunter2", "sfu-admin-key = (not shown)"},
           std::pair{"static-auth-secret=/hunter2", "static-auth-secret=(not shown)"},
           std::pair{"static-auth-secret hunter2", "static-auth-secret (not shown)"},
           std::pair{"user=anna:hunter2", "user=(not shown)"},
           std::pair{"cli-password=hunter2", "cli-password=(not shown)"},
           std::pair{"psql-userdb=\"host=h password=hunter2\"", "psql-userdb=(not shown)"},
           std::pair{"\tapi_token hunter2", "\tapi_token (not shown)"},
       }) {
    EXPECT_EQ(redacted(line), shown);
  }
}

TEST(Redact, AllElseIsShown) {
  for (const char* line :
       {"", "  ", "#", "port = 8080", "turn-secret-file = /etc/parley/turn-secret",
        "turn-secret =", "pkey=/etc/turnserver.key", "ssl_certificate_key /etc/k.pem;",
        "require-token = true", "turn-username = anna", "use-auth-secret", "meet.example.org {"}) {
    EXPECT_EQ(redacted(line), line);
  }
}

TEST(Redact, ADifferenceShowsThatASecretChangesButNotFromWhatToWhat) {
  const std::string text =
      unified_diff("/f", "turn-secret = old\nport = 1\n", "turn-secret = new\nport = 2\n");
  EXPECT_EQ(text,
            "--- /f\n+++ /f\n@@ -1,2 +1,2 @@\n-turn-secret = (not shown)\n-port = 1\n"
            "+turn-secret = (not shown)\n+port = 2\n");
}

}  // namespace
}  // namespace parley::setup

#include "parley/doctor/report.h"

#include <gtest/gtest.h>

#include <sstream>

namespace parley::doctor {
namespace {

const Findings findings = {
    {"dns", Severity::Good, "Looked up meet.example.org.", "It has 203.0.113.7."},
    {"proxy-untrusted", Severity::Broken, "Asked the proxy.",
     "It says \"a line\" that is much too long for eighty columns and so goes on in the next one, "
     "below its words.",
     "Start the server with --trusted-proxy."},
    {"turn-none", Severity::Warning, "Looked.", "None.", "Add one."}};

TEST(ReportTest, EachFindingSaysWhatWasTriedWhatCameAndWhatToDo) {
  EXPECT_EQ(report_text(findings),
            "good    tried Looked up meet.example.org.\n"
            "        came  It has 203.0.113.7.\n"
            "BROKEN  tried Asked the proxy.\n"
            "        came  It says \"a line\" that is much too long for eighty columns and so\n"
            "              goes on in the next one, below its words.\n"
            "        do    Start the server with --trusted-proxy.\n"
            "warning tried Looked.\n"
            "        came  None.\n"
            "        do    Add one.\n"
            "\n"
            "1 good, 1 to be looked at, 1 broken.\n");
}

TEST(ReportTest, NoLineIsWiderThanATerminal) {
  std::istringstream text(report_text(findings));
  for (std::string line; std::getline(text, line);) EXPECT_LE(line.size(), 80U) << line;
}

TEST(ReportTest, ProgramsGetJson) {
  const std::string json = report_json({findings[1]});
  EXPECT_NE(json.find(R"("id": "proxy-untrusted")"), std::string::npos) << json;
  EXPECT_NE(json.find(R"("severity": "broken")"), std::string::npos);
  EXPECT_NE(json.find(R"(It says \"a line\")"), std::string::npos);
  EXPECT_NE(json.find(R"("do": "Start)"), std::string::npos);
  EXPECT_NE(json.find(R"("broken": 1)"), std::string::npos);
  EXPECT_EQ(report_json({findings[0]}).find(R"("do")"), std::string::npos);
}

TEST(ReportTest, OnlyWhatIsBrokenCounts) {
  EXPECT_TRUE(has_broken(findings));
  EXPECT_FALSE(has_broken({findings[0], findings[2]}));
}

}  // namespace
}  // namespace parley::doctor

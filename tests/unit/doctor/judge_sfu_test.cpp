#include <gtest/gtest.h>

#include "parley/doctor/judge.h"

namespace parley::doctor {
namespace {

TEST(JudgeSfuTest, EachFaultHasItsName) {
  SfuFacts facts{"ws://127.0.0.1:8188", "", "1.1.2", true, false, true};
  EXPECT_EQ(judge_sfu(facts).id, "sfu");
  EXPECT_NE(judge_sfu(facts).came.find("1.1.2"), std::string::npos);
  facts.has_string_ids = false;
  EXPECT_EQ(judge_sfu(facts).id, "sfu-number-ids");
  facts.is_secret_refused = true;
  EXPECT_EQ(judge_sfu(facts).id, "sfu-secret");
  facts.has_video_room = false;
  EXPECT_EQ(judge_sfu(facts).id, "sfu-no-video-room");
  facts.error = "connect: Connection refused";
  EXPECT_EQ(judge_sfu(facts).id, "sfu-unreachable");
  EXPECT_EQ(judge_sfu(facts).severity, Severity::Broken);
}

TEST(JudgeSfuTest, WhatIsNotKnownIsNoFault) {
  EXPECT_EQ(judge_sfu({"unix:/run/janus", "", "1.1.2", true, false, {}}).severity, Severity::Good);
}

}  // namespace
}  // namespace parley::doctor

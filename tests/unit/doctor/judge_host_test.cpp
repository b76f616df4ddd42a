#include <gtest/gtest.h>

#include "parley/doctor/judge.h"

namespace parley::doctor {
namespace {

constexpr std::uint64_t mebibyte = 1U << 20U;

ProcessFacts good() {
  ProcessFacts facts;
  facts.is_running = true;
  facts.server = 4711;
  facts.descriptors = 65'536;
  facts.connections = 10'000;
  facts.buffered_bytes = 512 * mebibyte;
  facts.memory = 8192 * mebibyte;
  return facts;
}

TEST(JudgeHostTest, DescriptorsAreForConnectionsAndSomeMore) {
  ProcessFacts facts = good();
  EXPECT_EQ(judge_descriptors(facts).id, "descriptors");
  EXPECT_NE(judge_descriptors(facts).tried.find("4711"), std::string::npos);
  facts.descriptors = facts.connections;
  EXPECT_EQ(judge_descriptors(facts).id, "descriptors-few");
  EXPECT_EQ(judge_descriptors(facts).severity, Severity::Broken);
  EXPECT_NE(judge_descriptors(facts).to_do.find("LimitNOFILE=65536"), std::string::npos);
}

TEST(JudgeHostTest, WhoIsPassedOnTakesTwoDescriptors) {
  ProcessFacts facts = good();
  facts.descriptors = 20'000;
  EXPECT_EQ(judge_descriptors(facts).id, "descriptors");
  facts.passes_on = true;
  EXPECT_EQ(judge_descriptors(facts).id, "descriptors-few");
  facts.descriptors = 21'536;
  EXPECT_EQ(judge_descriptors(facts).id, "descriptors");
  EXPECT_NE(judge_descriptors(facts).came.find("10000 with --redis takes 21536"),
            std::string::npos);
}

TEST(JudgeHostTest, WhatCouldNotBeReadIsNotGood) {
  ProcessFacts facts = good();
  facts.server.reset();
  facts.descriptors.reset();
  EXPECT_EQ(judge_descriptors(facts).id, "descriptors-skipped");
  EXPECT_EQ(judge_descriptors(facts).severity, Severity::Skipped);
  EXPECT_NE(judge_descriptors(facts).to_do.find("sudo parley doctor"), std::string::npos);
  EXPECT_EQ(judge_memory(facts).id, "memory-skipped");
  EXPECT_EQ(judge_memory(facts).severity, Severity::Skipped);
  EXPECT_NE(judge_memory(facts).to_do.find("sudo parley doctor"), std::string::npos);
  facts.is_running = false;
  EXPECT_EQ(judge_descriptors(facts).to_do.find("sudo"), std::string::npos);
  facts.memory = mebibyte;
  EXPECT_EQ(judge_memory(facts).id, "memory-little");
}

TEST(JudgeHostTest, MemoryOfTheServiceCountsWhereItIsLess) {
  ProcessFacts facts = good();
  EXPECT_EQ(judge_memory(facts).id, "memory");
  // As docs/hosting.md has it.
  facts.memory_limit = 2048 * mebibyte;
  EXPECT_EQ(judge_memory(facts).id, "memory");
  facts.memory_limit = 1024 * mebibyte;
  EXPECT_EQ(judge_memory(facts).id, "memory-tight");
  EXPECT_EQ(judge_memory(facts).severity, Severity::Warning);
  facts.memory_limit = 512 * mebibyte;
  EXPECT_EQ(judge_memory(facts).id, "memory-little");
  EXPECT_EQ(judge_memory(facts).severity, Severity::Broken);
  facts.memory_limit = 16'384 * mebibyte;
  EXPECT_EQ(judge_memory(facts).id, "memory");
  EXPECT_NE(judge_memory(facts).came.find("8192 MiB (the machine's)"), std::string::npos);
}

TEST(JudgeHostTest, EachStateOfAPortHasItsName) {
  PortFacts facts{"--port 8080", "127.0.0.1", 8080, PortFacts::State::Parley, ""};
  EXPECT_EQ(judge_port(facts).id, "port");
  facts.state = PortFacts::State::Free;
  EXPECT_EQ(judge_port(facts).id, "port-unused");
  facts.state = PortFacts::State::Taken;
  EXPECT_EQ(judge_port(facts).id, "port-taken");
  facts.state = PortFacts::State::Refused;
  facts.error = "Permission denied";
  EXPECT_EQ(judge_port(facts).id, "port-refused");
}

TEST(JudgeHostTest, ClockMayBeApartByTheTimeThatTheAnswerTook) {
  AnswerFacts facts;
  facts.asked = 1000;
  facts.answered = 1004;
  const auto id_with = [&facts](std::int64_t date) {
    facts.date = date;
    return judge_clock("https://meet.example.org", facts).id;
  };
  EXPECT_EQ(id_with(1002), "clock");
  EXPECT_EQ(id_with(1034), "clock");
  EXPECT_EQ(id_with(1035), "clock-wrong");
  EXPECT_NE(judge_clock("https://meet.example.org", facts).came.find("31 seconds ahead of"),
            std::string::npos);
  EXPECT_EQ(id_with(970), "clock");
  EXPECT_EQ(id_with(969), "clock-wrong");
  EXPECT_NE(judge_clock("https://meet.example.org", facts).came.find("31 seconds behind"),
            std::string::npos);
}

TEST(JudgeHostTest, ClockThatNobodyCorrectsIsAWarning) {
  EXPECT_EQ(judge_synchronisation({true}).id, "clock-sync");
  EXPECT_EQ(judge_synchronisation({false}).severity, Severity::Warning);
}

}  // namespace
}  // namespace parley::doctor

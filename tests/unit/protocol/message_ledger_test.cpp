#include "parley/protocol/message_ledger.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <vector>

namespace parley::protocol {
namespace {

MessageLedger::Text text(const std::string& content) {
  return std::make_shared<const std::string>(content);
}

std::vector<std::string> unconfirmed(const MessageLedger& ledger) {
  std::vector<std::string> all;
  for (const auto& message : ledger.unconfirmed()) all.push_back(*message);
  return all;
}

TEST(MessageLedger, CountsWhatIsReceived) {
  MessageLedger ledger;
  EXPECT_EQ(ledger.received(), 0U);
  ledger.note_received();
  ledger.note_received();
  EXPECT_EQ(ledger.received(), 2U);
}

TEST(MessageLedger, KeepsWhatIsSentUntilItIsConfirmed) {
  MessageLedger ledger;
  for (const char* content : {"a", "b", "c"}) ledger.note_sent(text(content));
  EXPECT_TRUE(ledger.confirm(0));
  EXPECT_EQ(unconfirmed(ledger), (std::vector<std::string>{"a", "b", "c"}));
  EXPECT_TRUE(ledger.confirm(2));
  EXPECT_TRUE(ledger.confirm(2));
  EXPECT_EQ(unconfirmed(ledger), std::vector<std::string>{"c"});
  ledger.note_sent(text("d"));
  EXPECT_TRUE(ledger.confirm(4));
  EXPECT_TRUE(ledger.unconfirmed().empty());
}

TEST(MessageLedger, RefusesACountThatCannotBe) {
  MessageLedger ledger;
  ledger.note_sent(text("a"));
  ledger.note_sent(text("b"));
  EXPECT_FALSE(ledger.confirm(3));
  EXPECT_TRUE(ledger.confirm(1));
  EXPECT_FALSE(ledger.confirm(0));
  EXPECT_FALSE(ledger.confirm(UINT32_MAX));
  EXPECT_EQ(unconfirmed(ledger), std::vector<std::string>{"b"});
}

TEST(MessageLedger, KeepsUpTo512Messages) {
  MessageLedger ledger;
  for (std::size_t count = 0; count < limits::unconfirmed_messages; ++count) {
    ledger.note_sent(text("x"));
  }
  EXPECT_TRUE(ledger.complete());
  ledger.note_sent(text("y"));
  EXPECT_FALSE(ledger.complete());
  EXPECT_EQ(ledger.unconfirmed().size(), limits::unconfirmed_messages);
}

TEST(MessageLedger, KeepsUpTo256KiB) {
  MessageLedger ledger;
  ledger.note_sent(text(std::string(limits::unconfirmed_bytes - 1, 'x')));
  ledger.note_sent(text("y"));
  EXPECT_TRUE(ledger.complete());
  ledger.note_sent(text("z"));
  EXPECT_FALSE(ledger.complete());
  EXPECT_EQ(unconfirmed(ledger), (std::vector<std::string>{"y", "z"}));
}

TEST(MessageLedger, KeepsNoMessageLongerThanAllItMayKeep) {
  MessageLedger ledger;
  ledger.note_sent(text(std::string(limits::unconfirmed_bytes + 1, 'x')));
  EXPECT_FALSE(ledger.complete());
  EXPECT_TRUE(ledger.unconfirmed().empty());
}

TEST(MessageLedger, GoesOnOnceWhatWasDroppedIsConfirmed) {
  MessageLedger ledger;
  for (std::size_t count = 0; count < limits::unconfirmed_messages + 2; ++count) {
    ledger.note_sent(text("x"));
  }
  EXPECT_FALSE(ledger.confirm(1));
  EXPECT_FALSE(ledger.complete());
  EXPECT_TRUE(ledger.confirm(2));
  EXPECT_TRUE(ledger.complete());
  EXPECT_EQ(ledger.unconfirmed().size(), limits::unconfirmed_messages);
}

TEST(MessageLedger, WhatIsForgottenIsAsIfTooMuchHadBeenSent) {
  MessageLedger ledger;
  EXPECT_EQ(ledger.memory(), 0U);
  ledger.forget();
  EXPECT_TRUE(ledger.complete());
  for (const char* content : {"a", "b"}) ledger.note_sent(text(content));
  EXPECT_GE(ledger.memory(), 2U);
  ledger.forget();
  EXPECT_EQ(ledger.memory(), 0U);
  EXPECT_FALSE(ledger.complete());
  EXPECT_FALSE(ledger.confirm(1));
  EXPECT_TRUE(ledger.confirm(2));
  EXPECT_TRUE(ledger.complete());
}

TEST(MessageLedger, RestartSendsAgainWhatIsUnconfirmed) {
  MessageLedger ledger;
  ledger.note_received();
  for (const char* content : {"a", "b"}) ledger.note_sent(text(content));
  ledger.confirm(1);
  ledger.restart();
  EXPECT_EQ(ledger.received(), 0U);
  EXPECT_EQ(unconfirmed(ledger), std::vector<std::string>{"b"});
  EXPECT_FALSE(ledger.confirm(2));
  EXPECT_TRUE(ledger.confirm(1));
}

TEST(MessageLedger, CountsWrapAround) {
  MessageLedger ledger(UINT32_MAX);
  ledger.note_received();
  EXPECT_EQ(ledger.received(), 0U);
  for (const char* content : {"a", "b", "c"}) ledger.note_sent(text(content));
  EXPECT_FALSE(ledger.confirm(3));
  EXPECT_TRUE(ledger.confirm(UINT32_MAX));
  EXPECT_TRUE(ledger.confirm(1));
  EXPECT_EQ(unconfirmed(ledger), std::vector<std::string>{"c"});
  EXPECT_FALSE(ledger.confirm(UINT32_MAX));
}

}  // namespace
}  // namespace parley::protocol

#include <gtest/gtest.h>

#include "janus_message.h"
#include "parley/sfu/limits.h"

namespace parley::sfu {
namespace {

using Type = JanusMessage::Type;

TEST(JanusReader, ReadsWhatWasMade) {
  const auto message = read_janus_message(
      R"({"janus":"success","transaction":"7","data":{"id":8123456789012345678}})");
  ASSERT_TRUE(message);
  EXPECT_EQ(message->type, Type::Success);
  EXPECT_EQ(message->transaction, "7");
  EXPECT_EQ(message->id, 8123456789012345678U);
}

TEST(JanusReader, ReadsADescription) {
  const auto message = read_janus_message(
      R"({"janus":"event","sender":5,"plugindata":{"data":{"videoroom":"attached"}},)"
      R"("jsep":{"type":"offer","sdp":"v=0"}})");
  ASSERT_TRUE(message);
  EXPECT_EQ(message->sender, 5U);
  EXPECT_EQ(message->videoroom, "attached");
  EXPECT_EQ(message->sdp, "v=0");
}

TEST(JanusReader, ReadsErrorsOfJanusAndOfThePlugin) {
  const auto janus =
      read_janus_message(R"({"janus":"error","error":{"code":458,"reason":"No such session"}})");
  const auto plugin = read_janus_message(
      R"({"janus":"success","plugindata":{"data":{"error_code":426,"error":"No such room"}}})");
  ASSERT_TRUE(janus && plugin);
  EXPECT_EQ(janus->type, Type::Error);
  EXPECT_EQ(janus->error, 458);
  EXPECT_EQ(janus->reason, "No such session");
  EXPECT_EQ(plugin->type, Type::Error);
  EXPECT_EQ(plugin->error, 426);
  EXPECT_EQ(plugin->reason, "No such room");
}

TEST(JanusReader, ReadsWhoIsThereAndWhoTalks) {
  const auto list = read_janus_message(
      R"({"janus":"success","plugindata":{"data":{"videoroom":"participants","participants":)"
      R"([{"id":"a"},{"id":"d","dummy":true},7]}}})");
  const auto talk = read_janus_message(
      R"({"janus":"event","plugindata":{"data":{"videoroom":"talking","id":"a"}}})");
  ASSERT_TRUE(list && talk);
  ASSERT_EQ(list->feeds.size(), 2U);
  EXPECT_FALSE(list->feeds[0].dummy);
  EXPECT_TRUE(list->feeds[1].dummy);
  EXPECT_EQ(talk->talker, "a");
}

TEST(JanusReader, RefusesWhatIsNoObjectOrTooLong) {
  for (const auto* text : {"", "7", "[]", "{", "\"x\""}) EXPECT_FALSE(read_janus_message(text));
  EXPECT_FALSE(read_janus_message("{\"a\":\"" + std::string(janus_message_bytes, 'x') + "\"}"));
}

}  // namespace
}  // namespace parley::sfu

#include "parley/core/ice_watch.h"

#include <gtest/gtest.h>

#include "parley/core/limits.h"

namespace parley::core {
namespace {

using namespace std::chrono_literals;
using Remedy = IceWatch::Remedy;

constexpr Time start = 1000ms;
constexpr bool polite = true;

TEST(IceWatch, ConnectionThatStaysNewIsReplaced) {
  IceWatch watch(polite);
  EXPECT_EQ(watch.deadline(), std::nullopt) << "nothing is negotiated yet";
  watch.descriptions_settled(start);
  EXPECT_EQ(watch.due(start + limits::ice_start_timeout - 1ms), Remedy::None);
  EXPECT_EQ(watch.due(start + limits::ice_start_timeout), Remedy::Replace);
  EXPECT_EQ(watch.deadline(), std::nullopt) << "each remedy is asked for once";
}

TEST(IceWatch, ConnectedNeedsNothing) {
  IceWatch watch(polite);
  watch.descriptions_settled(start);
  watch.state_changed(IceState::Checking, start);
  EXPECT_EQ(watch.deadline(), start + limits::ice_check_timeout);
  watch.state_changed(IceState::Connected, start);
  EXPECT_EQ(watch.deadline(), std::nullopt);
  watch.descriptions_settled(start);
  EXPECT_EQ(watch.deadline(), std::nullopt) << "a renegotiation changes nothing";
}

TEST(IceWatch, DisconnectedHealsOrIsRestarted) {
  IceWatch watch(polite);
  watch.state_changed(IceState::Connected, start);
  watch.state_changed(IceState::Disconnected, start);
  watch.state_changed(IceState::Connected, start + 1s);
  EXPECT_EQ(watch.due(start + 1h), Remedy::None);
  watch.state_changed(IceState::Disconnected, start);
  EXPECT_EQ(watch.due(start + limits::ice_disconnected_polite), Remedy::Restart);
}

TEST(IceWatch, ImpoliteSideRestartsFirst) {
  IceWatch watch(!polite);
  watch.state_changed(IceState::Connected, start);
  watch.state_changed(IceState::Disconnected, start);
  ASSERT_LT(limits::ice_disconnected_impolite, limits::ice_disconnected_polite);
  EXPECT_EQ(watch.due(start + limits::ice_disconnected_impolite), Remedy::Restart);
}

TEST(IceWatch, FailedIsRestartedAtOnceAndThenReplaced) {
  IceWatch watch(polite);
  watch.state_changed(IceState::Checking, start);
  watch.state_changed(IceState::Failed, start + 5s);
  EXPECT_EQ(watch.due(start + 5s), Remedy::Restart);
  watch.state_changed(IceState::Checking, start + 6s);
  watch.state_changed(IceState::Failed, start + 7s);
  EXPECT_EQ(watch.due(start + 5s + limits::ice_restart_timeout - 1ms), Remedy::None);
  EXPECT_EQ(watch.due(start + 5s + limits::ice_restart_timeout), Remedy::Replace);
}

TEST(IceWatch, RestartThatSucceedsIsForgotten) {
  IceWatch watch(polite);
  watch.state_changed(IceState::Failed, start);
  EXPECT_EQ(watch.due(start), Remedy::Restart);
  watch.state_changed(IceState::Connected, start + 1s);
  watch.state_changed(IceState::Failed, start + 1min);
  EXPECT_EQ(watch.due(start + 1min), Remedy::Restart) << "not at once the last resort";
}

TEST(IceWatch, ChangeOfNetworkRestartsAConnectionThatStillLooksWell) {
  IceWatch watch(!polite);
  watch.state_changed(IceState::Connected, start);
  watch.network_changed(start);
  EXPECT_EQ(watch.due(start), Remedy::Restart);
  EXPECT_EQ(watch.due(start + limits::ice_restart_timeout), Remedy::None)
      << "it changed over without leaving \"connected\"";
  EXPECT_EQ(watch.deadline(), std::nullopt);
}

TEST(IceWatch, PoliteSideLeavesTheRestartAfterAChangeOfNetworkToTheOther) {
  IceWatch watch(polite);
  watch.state_changed(IceState::Connected, start);
  watch.network_changed(start);
  EXPECT_EQ(watch.due(start), Remedy::None);
  EXPECT_EQ(watch.due(start + limits::ice_polite_patience), Remedy::Restart);
}

TEST(IceWatch, ChangeOfNetworkBeforeAnythingIsNegotiatedIsNothing) {
  IceWatch watch(polite);
  watch.network_changed(start);
  EXPECT_EQ(watch.deadline(), std::nullopt);
}

}  // namespace
}  // namespace parley::core

#include "parley/websocket/buffer_budget.h"

#include <gtest/gtest.h>

namespace parley::websocket {
namespace {

using Ids = std::vector<hub::ConnectionId>;

TEST(LargestBufferedTest, GoFirstAndNoMoreThanNeeded) {
  const std::vector<Buffered> all = {{1, 10}, {2, 500}, {3, 0}, {4, 300}, {5, 20}};
  EXPECT_EQ(largest(all, 1), Ids{2});
  EXPECT_EQ(largest(all, 500), Ids{2});
  EXPECT_EQ(largest(all, 501), (Ids{2, 4}));
  EXPECT_EQ(largest(all, 0), Ids{});
  EXPECT_EQ(largest(all, 10'000), (Ids{2, 4, 5, 1})) << "nothing comes of closing 3";
}

TEST(BufferBudgetTest, WithinTheLimitNobodyFreesAnything) {
  BufferBudget budget(800, 2);
  budget.set(0, 700);
  budget.set(1, 100);
  EXPECT_EQ(budget.excess(0), 0U);
  EXPECT_EQ(budget.excess(1), 0U);
  EXPECT_TRUE(budget.above_share(0));
  EXPECT_FALSE(budget.above_share(1));
}

TEST(BufferBudgetTest, BeyondItOnlyThoseAboveTheirShareDo) {
  BufferBudget budget(800, 2);
  budget.set(0, 390);
  budget.set(1, 420);
  EXPECT_EQ(budget.excess(0), 0U);
  // An eighth of the limit, or of the share, is then free.
  EXPECT_EQ(budget.excess(1), 420U - 350U);
  budget.set(0, 10);
  budget.set(1, 900);
  EXPECT_EQ(budget.excess(1), 910U - 700U);
}

TEST(BufferBudgetTest, SomebodyIsAlwaysAboveTheirShare) {
  for (std::size_t first = 0; first <= 1000; first += 10) {
    BufferBudget budget(800, 3);
    budget.set(0, first);
    budget.set(1, 400);
    budget.set(2, 401);
    EXPECT_GT(budget.excess(0) + budget.excess(1) + budget.excess(2), 0U) << first;
  }
}

}  // namespace
}  // namespace parley::websocket

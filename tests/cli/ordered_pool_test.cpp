// Order, bounds and failures of the pool, whatever the threads do.

#include "ordered_pool.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <stdexcept>
#include <thread>
#include <vector>

namespace postern::cli {
namespace {

struct Number final : Batch {
  int value = 0;
  int result = 0;
};

Number& number(Batch& batch) {
  return static_cast<Number&>(batch);
}

OrderedPool::Make make_counted(std::size_t& made) {
  return [&made] {
    ++made;
    return std::make_unique<Number>();
  };
}

// Work that takes longer for some than for others, so that they finish out of order.
void work_unevenly(Batch& batch, std::size_t) {
  Number& one = number(batch);
  if (one.value % 7 == 0)
    std::this_thread::sleep_for(std::chrono::microseconds(300));
  one.result = one.value * 2;
}

TEST(OrderedPool, EmitsInTheOrderOfSubmission) {
  for (const std::size_t workers : {1U, 2U, 5U}) {
    SCOPED_TRACE(workers);
    std::size_t made = 0;
    std::vector<int> results;
    OrderedPool pool(workers, make_counted(made), work_unevenly,
                     [&](Batch& batch) { results.push_back(number(batch).result); });
    constexpr int count = 500;
    for (int i = 0; i < count; ++i) {
      Batch* const batch = pool.acquire();
      ASSERT_NE(batch, nullptr);
      number(*batch).value = i;
      pool.submit(*batch);
    }
    pool.finish();
    EXPECT_EQ(made, workers * 4);
    ASSERT_EQ(results.size(), static_cast<std::size_t>(count));
    for (int i = 0; i < count; ++i)
      EXPECT_EQ(results[static_cast<std::size_t>(i)], i * 2);
  }
}

TEST(OrderedPool, FinishesWithNothingToDo) {
  std::size_t made = 0;
  OrderedPool pool(3, make_counted(made), work_unevenly, [](Batch&) { FAIL(); });
  EXPECT_NE(pool.acquire(), nullptr);
  pool.finish();
}

TEST(OrderedPool, CanBeAbandoned) {
  std::size_t made = 0;
  std::atomic<int> emitted = 0;
  {
    OrderedPool pool(2, make_counted(made), work_unevenly, [&](Batch&) { ++emitted; });
    for (int i = 0; i < 4; ++i)
      pool.submit(*pool.acquire());
  }
  EXPECT_LE(emitted, 4);
}

TEST(OrderedPool, PassesOnWhatWorkThrows) {
  std::size_t made = 0;
  OrderedPool pool(
      2, make_counted(made),
      [](Batch& batch, std::size_t) {
        if (number(batch).value == 20)
          throw std::runtime_error("work");
      },
      [](Batch&) {});
  for (int i = 0; i < 1000; ++i) {
    Batch* const batch = pool.acquire();
    if (batch == nullptr)
      break;
    number(*batch).value = i;
    pool.submit(*batch);
  }
  EXPECT_THROW(pool.finish(), std::runtime_error);
}

TEST(OrderedPool, PassesOnWhatEmitThrows) {
  std::size_t made = 0;
  OrderedPool pool(2, make_counted(made), work_unevenly, [](Batch&) { throw std::runtime_error("emit"); });
  std::size_t submitted = 0;
  for (Batch* batch = pool.acquire(); batch != nullptr && submitted < 1000; batch = pool.acquire()) {
    pool.submit(*batch);
    ++submitted;
  }
  EXPECT_LT(submitted, 1000U);
  EXPECT_THROW(pool.finish(), std::runtime_error);
}

}  // namespace
}  // namespace postern::cli

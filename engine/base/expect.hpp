#pragma once
// Preconditions. A broken one is a bug of the caller: going on would give a wrong answer, so the program
// ends.

#include <cstdlib>

#define POSTERN_EXPECT(condition) \
  do {                            \
    if (!(condition))             \
      std::abort();               \
  } while (false)

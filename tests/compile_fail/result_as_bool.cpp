// error: cannot convert|no viable conversion
#include "postern/result.hpp"

bool use(const postern::Result<int>& result) {
  const bool fine = result;
  return fine;
}

// error: ignoring return
#include "postern/result.hpp"

postern::Result<int> measure();

void use() {
  measure();
}

// error: ignoring return
#include "postern/glob.hpp"

void use(const postern::Glob& glob) {
  glob.matches("x");
}

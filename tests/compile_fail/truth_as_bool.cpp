// error: cannot (convert|initialize)|could not convert|no viable conversion
#include "postern/glob.hpp"

bool covers(const postern::Glob& glob, const postern::VariableSource& variables) {
  const bool yes = glob.matches("x", variables);
  return yes;
}

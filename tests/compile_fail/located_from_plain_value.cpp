// error: no match for .operator=|no viable overloaded .=
#include <string>

#include "postern/span.hpp"

void rename(postern::Located<std::string>& name) {
  name = std::string("x");
}

// error: no match for .operator=|no viable overloaded .=
#include <string>

#include "postern/request.hpp"

void rename(postern::Request& request) {
  request.action = std::string("batch:ListJobs");
}

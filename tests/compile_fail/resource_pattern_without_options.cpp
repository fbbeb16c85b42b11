// error: no matching function|too few arguments
#include "postern/arn.hpp"

postern::ResourcePattern all() {
  return postern::ResourcePattern::parse("*");
}

// error: cannot (convert|initialize).*DocumentId
#include "postern/span.hpp"

postern::DocumentId first = 0;

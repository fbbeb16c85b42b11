// error: cannot (convert|initialize)|assigning to .* from incompatible type
#include "postern/decision.hpp"

void decide(postern::Decision& decision) {
  decision.layer = postern::Verdict::allowed;
}

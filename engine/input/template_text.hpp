#pragma once
// Strings of a template that intrinsic functions build.

#include <optional>
#include <string>

#include "postern/document.hpp"

namespace postern::input {

/// The text of a string, Ref, Fn::Sub or Fn::Join, with what only a deployment knows left as `${Name}`:
/// {"Fn::Sub": "com.amazonaws.${AWS::Region}.batch"} gives "com.amazonaws.${AWS::Region}.batch". Nothing for
/// other functions and for texts over 1,024 bytes. O(subtree); recursion is bounded by the depth of the
/// document.
std::optional<std::string> template_text(const Document& document, NodeId node);

}  // namespace postern::input

#pragma once
// The rules that the JSON reader reports. Codes and names are those of lint-rules.md.

#include "postern/diagnostic.hpp"

namespace postern::text {

inline constexpr RuleId json_syntax{"SX101", "json-syntax"};
inline constexpr RuleId json_relaxed_syntax{"SX102", "json-relaxed-syntax"};
inline constexpr RuleId json_duplicate_key{"SX103", "json-duplicate-key"};
inline constexpr RuleId json_encoding{"SX104", "json-encoding"};
inline constexpr RuleId json_nesting_limit{"SX105", "json-nesting-limit"};

}  // namespace postern::text

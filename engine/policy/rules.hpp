#pragma once
// The rules that reading a policy reports. Codes and names are those of lint-rules.md; the first group
// refuses the document, the second leaves it with a well-defined meaning.

#include "postern/diagnostic.hpp"

namespace postern::policy {

inline constexpr RuleId policy_not_object{"SX106", "policy-not-object"};
inline constexpr RuleId policy_double_encoded{"SX107", "policy-double-encoded"};
inline constexpr RuleId policy_wrapped{"SX108", "policy-wrapped"};
inline constexpr RuleId unknown_policy_element{"SX109", "unknown-policy-element"};
inline constexpr RuleId unknown_statement_element{"SX110", "unknown-statement-element"};
inline constexpr RuleId element_wrong_case{"SX111", "element-wrong-case"};
inline constexpr RuleId element_type{"SX112", "element-type"};
inline constexpr RuleId element_null{"SX113", "element-null"};
inline constexpr RuleId nested_array{"SX114", "nested-array"};
inline constexpr RuleId invalid_version{"SX115", "invalid-version"};
inline constexpr RuleId version_timestamp{"SX116", "version-timestamp"};
inline constexpr RuleId missing_statement{"SX119", "missing-statement"};
inline constexpr RuleId empty_statement_list{"SX120", "empty-statement-list"};
inline constexpr RuleId missing_effect{"SX121", "missing-effect"};
inline constexpr RuleId invalid_effect{"SX122", "invalid-effect"};
inline constexpr RuleId missing_action{"SX123", "missing-action"};
inline constexpr RuleId missing_resource{"SX124", "missing-resource"};
inline constexpr RuleId missing_principal{"SX125", "missing-principal"};
inline constexpr RuleId principal_not_supported{"SX126", "principal-not-supported"};
inline constexpr RuleId element_conflict{"SX127", "element-conflict"};
inline constexpr RuleId condition_shape{"SX134", "condition-shape"};
inline constexpr RuleId terraform_condition_block{"SX135", "terraform-condition-block"};
inline constexpr RuleId condition_operator_unknown{"SX136", "condition-operator-unknown"};
inline constexpr RuleId condition_set_prefix{"SX137", "condition-set-prefix"};
inline constexpr RuleId principal_format{"SX142", "principal-format"};
inline constexpr RuleId principal_key_unknown{"SX143", "principal-key-unknown"};
inline constexpr RuleId unresolved_intrinsic{"SX157", "unresolved-intrinsic"};

inline constexpr RuleId byte_order_mark{"SX104", "json-encoding"};
inline constexpr RuleId missing_version{"SX117", "missing-version"};
inline constexpr RuleId old_version{"SX118", "old-version"};
inline constexpr RuleId sid_charset{"SX131", "sid-charset"};
inline constexpr RuleId sid_duplicate{"SX132", "sid-duplicate"};
inline constexpr RuleId sid_empty{"SX133", "sid-empty"};
inline constexpr RuleId null_with_ifexists{"SX138", "null-with-ifexists"};
inline constexpr RuleId condition_key_format{"SX139", "condition-key-format"};
inline constexpr RuleId condition_key_duplicate_case{"SX140", "condition-key-duplicate-case"};
inline constexpr RuleId condition_value_types_mixed{"SX141", "condition-value-types-mixed"};
inline constexpr RuleId id_not_supported{"SX179", "id-not-supported"};
inline constexpr RuleId control_character{"SX180", "control-character"};
inline constexpr RuleId character_beyond_latin1{"SX181", "character-beyond-latin1"};
inline constexpr RuleId condition_operator_duplicate{"SX182", "condition-operator-duplicate"};
inline constexpr RuleId tag_key_suffix_missing{"CT320", "tag-key-suffix-missing"};
inline constexpr RuleId empty_action_list{"SM629", "empty-action-list"};
inline constexpr RuleId empty_resource_list{"SM630", "empty-resource-list"};
inline constexpr RuleId empty_principal{"SM631", "empty-principal"};
inline constexpr RuleId empty_condition{"SM632", "empty-condition"};
inline constexpr RuleId empty_condition_values{"SM633", "empty-condition-values"};
inline constexpr RuleId key_or_operator_case{"SZ708", "key-or-operator-case"};

}  // namespace postern::policy

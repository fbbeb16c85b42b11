#pragma once
// A call to be judged: who, what, on which resources, in which context.

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "postern/diagnostic.hpp"
#include "postern/document.hpp"
#include "postern/glob.hpp"
#include "postern/policy.hpp"
#include "postern/result.hpp"

namespace postern {

/// The principal of a request. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html
struct RequestPrincipal {
  enum class Kind : std::uint8_t {
    user,            ///< arn:P:iam::A:user/[path/]name, long-term credentials
    session,         ///< arn:P:sts::A:assumed-role/Role/Session
    role,            ///< arn:P:iam::A:role/[path/]Role: some session of this role
    federated_user,  ///< arn:P:sts::A:federated-user/name
    root,            ///< arn:P:iam::A:root: the root user, not the account
    service,         ///< svc.amazonaws.com
    federated,       ///< federated:VALUE, unsigned: AssumeRoleWithSAML, AssumeRoleWithWebIdentity
    anonymous,
  };
  Kind kind = Kind::anonymous;
  std::string text;       ///< as given; for `federated` the VALUE alone
  std::string partition;  ///< of the ARN forms
  std::string account;    ///< of the ARN forms
  std::string name;       ///< user, federated user: last segment; session, role: the role's name without path
  std::string session;    ///< session: its name

  static Result<RequestPrincipal> parse(std::string_view text);
};

/// "prefix:Name", without wildcards. Case is kept and never matters.
struct ActionName {
  std::string text;
  [[nodiscard]] std::string_view prefix() const;
  [[nodiscard]] std::string_view name() const;

  static Result<ActionName> parse(std::string_view text);
};

/// One key of a context. A key that is not there at all is *absent*; that is neither unknown nor an empty
/// string.
struct ContextEntry {
  enum class State : std::uint8_t {
    values,   ///< at least one value; "" is a value
    removed,  ///< said to be absent, even where it could be derived (JSON null); `[]` reads as this too
    unknown,  ///< the caller does not know; only the library can say so
  };
  std::string key;         ///< as given
  std::string lookup_key;  ///< ASCII-lower-cased: keys, tag keys included, ignore case
  State state = State::values;
  std::vector<std::string> values;
};

/// The condition context: a map sorted by lower-cased key.
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
class Context final : public VariableSource {
 public:
  /// Sets a key, replacing what it had. An empty list is the same as absent.
  void set(std::string_view key, std::vector<std::string> values);
  void set(std::string_view key, std::string value);
  /// Adds values to a key; a new key when it is not there.
  void append(std::string_view key, std::vector<std::string> values);
  void remove(std::string_view key);
  void set_unknown(std::string_view key);

  /// Nothing when the key was never mentioned. O(log n).
  [[nodiscard]] const ContextEntry* find(std::string_view lookup_key) const;
  [[nodiscard]] const std::vector<ContextEntry>& entries() const noexcept { return entries_; }

  /// A policy variable: exactly one non-empty value, else unresolved.
  [[nodiscard]] Value variable(std::string_view lower_case_name) const override;

 private:
  ContextEntry& slot(std::string_view key);
  std::vector<ContextEntry> entries_;
};

/// The endpoint that a call goes through; gives aws:SourceVpce, aws:SourceVpc and aws:VpcSourceIp.
struct EndpointOrigin {
  std::optional<std::string> id;
  std::optional<std::string> vpc;
  std::optional<std::string> source_ip;
};

struct Request {
  std::string id;
  RequestPrincipal principal;
  ActionName action;
  std::vector<std::string> resources;  ///< ARNs, or exactly "*"; never empty
  std::optional<std::string> resource_account;
  EndpointType endpoint_type = EndpointType::interface;
  EndpointOrigin endpoint;
  std::optional<std::string> time;  ///< ISO 8601; derives aws:CurrentTime, aws:EpochTime, aws:TokenIssueTime
  Context context;                  ///< wins over what is derived
  std::map<std::string, Context, std::less<>> resource_context;  ///< further keys for one resource
  std::optional<std::string> canonical_user_id;
  bool principal_in_management_account = false;
  bool resource_in_management_account = false;
  std::optional<bool> service_linked_role;  ///< overrides what the principal's name says
  std::optional<std::string> policy;        ///< which policy of a set to ask
  std::vector<std::string> merged_keys;     ///< context keys given in several spellings
};

/// Whether a text can be the time of a request: a date, or a date and time, of ISO 8601. A bare number is
/// refused, for it would be read as seconds since the epoch and not as a year.
bool is_request_time(std::string_view text);

/// Reads a request object (the members of `Request` in camelCase, see cli.md). An unknown member is an error,
/// so that a typo never changes an answer. `resources` stays empty when the object has none. The error names
/// what is wrong.
Result<Request> read_request(const Document& document, NodeId object);

/// Reads a JSON object of context keys: string, number, boolean, list of them, or null to remove a key.
Result<Context> read_context(const Document& document, NodeId object, std::vector<std::string>& merged_keys);

}  // namespace postern

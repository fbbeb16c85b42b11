#include "commands/simulate/layers.hpp"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>
#include <vector>

#include "postern/report.hpp"
#include "suggest.hpp"

namespace postern::cli {
namespace {

struct LayerOption {
  std::string_view option;
  PolicyKind kind;
};

constexpr std::array single_policies = {
    LayerOption{"--endpoint-policy", PolicyKind::endpoint},
    LayerOption{"--identity-policy", PolicyKind::identity},
    LayerOption{"--resource-policy", PolicyKind::resource},
    LayerOption{"--permissions-boundary", PolicyKind::boundary},
    LayerOption{"--session-policy", PolicyKind::session},
};
constexpr std::array control_policies = {
    LayerOption{"--scp", PolicyKind::scp},
    LayerOption{"--rcp", PolicyKind::rcp},
};

void print_diagnostics(const DiagnosticList& list, Severity threshold, const Sources& sources,
                       Console& console) {
  for (const Diagnostic& diagnostic : list.diagnostics) {
    if (diagnostic.severity >= threshold)
      console.error.write(diagnostic_text(diagnostic, sources, console.error_style));
  }
  console.error.flush();
}

ExitCode exit_code_of(const Error& error) {
  return error.code == ErrorCode::usage ? ExitCode::usage : ExitCode::unreadable;
}

// Loads the policies that options name, and remembers whether all went well.
class Loader {
 public:
  Loader(Console& console, Sources& sources, LayerStack& stack)
      : console_(console), sources_(sources), stack_(stack) {}

  // Null when the policy was refused.
  const Policy* load(std::string_view file, PolicyKind kind) {
    DiagnosticList list;
    Result<LoadedPolicy> loaded = load_policy(sources_, file, kind, list);
    if (!loaded) {
      print_diagnostics(list, Severity::suggestion, sources_, console_);
      console_.print_error(loaded.error().message, loaded.error().help);
      code_ = worst(code_, exit_code_of(loaded.error()));
      return nullptr;
    }
    print_diagnostics(list, Severity::warning, sources_, console_);
    if (kind == PolicyKind::endpoint && loaded->endpoint_type)
      stack_.endpoint_type = loaded->endpoint_type;
    return stack_.keep(std::move(loaded->policy));
  }

  [[nodiscard]] ExitCode code() const { return code_; }

 private:
  Console& console_;
  Sources& sources_;
  LayerStack& stack_;
  ExitCode code_ = ExitCode::clean;
};

void place(Layers& layers, PolicyKind kind, const Policy* policy) {
  const auto add = [policy](std::optional<PolicyList>& list) {
    if (!list)
      list.emplace();
    list->push_back(policy);
  };
  if (policy == nullptr)
    return;
  if (kind == PolicyKind::endpoint)
    add(layers.endpoint);
  if (kind == PolicyKind::identity)
    add(layers.identity);
  if (kind == PolicyKind::session)
    add(layers.session);
  if (kind == PolicyKind::resource)
    layers.resource = policy;
  if (kind == PolicyKind::boundary)
    layers.boundary = policy;
}

// LEVEL=FILE, or FILE alone. A file that is called so wins, and a level has none of the characters that
// paths and ids are made of.
std::pair<std::string_view, std::string_view> split_level(const std::string& value) {
  const std::size_t equals = value.find('=');
  const auto is_level_character = [](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-' || c == '_' || c == '.' || c == ' ';
  };
  const std::string_view whole = value;
  const bool is_level =
      equals != std::string::npos && equals > 0 &&
      std::all_of(value.begin(), value.begin() + static_cast<std::ptrdiff_t>(equals), is_level_character);
  if (!is_level || ::access(value.c_str(), F_OK) == 0)
    return {std::string_view(), whole};
  return {whole.substr(0, equals), whole.substr(equals + 1)};
}

std::optional<std::vector<PolicyList>> load_levels(Loader& loader, const std::vector<std::string>& values,
                                                   PolicyKind kind) {
  if (values.empty())
    return std::nullopt;
  std::vector<std::string_view> names;
  std::vector<PolicyList> levels;
  for (const std::string& value : values) {
    const auto [level, file] = split_level(value);
    const auto known = std::find(names.begin(), names.end(), level);
    const auto index = static_cast<std::size_t>(known - names.begin());
    if (known == names.end()) {
      names.push_back(level);
      levels.emplace_back();
    }
    const Policy* const policy = loader.load(file, kind);
    if (policy != nullptr)
      levels[index].push_back(policy);
  }
  return levels;
}

ExitCode load_layers_file(std::string_view path, Console& console, Sources& sources, LayerStack& stack) {
  Result<std::string> text = read_file(path);
  if (!text) {
    console.print_error(text.error().message, text.error().help);
    return ExitCode::unreadable;
  }
  DiagnosticList list;
  const Document& document = sources.add(std::string(path), std::move(*text), ReadLimits::container(), list);
  std::optional<Error> error;
  if (document.well_formed())
    error = read_layers(document, document.root(), path, list, stack);
  const bool refused = !document.well_formed() || error.has_value();
  print_diagnostics(list, refused ? Severity::suggestion : Severity::warning, sources, console);
  if (!refused)
    return ExitCode::clean;
  if (error)
    console.print_error("`" + std::string(path) + "`: " + error->message, error->help);
  else
    console.print_error("`" + std::string(path) + "` is not JSON");
  return ExitCode::unreadable;
}

bool names_a_policy(const Arguments& arguments) {
  const auto given = [&](const LayerOption& option) { return arguments.has(option.option); };
  return std::any_of(single_policies.begin(), single_policies.end(), given) ||
         std::any_of(control_policies.begin(), control_policies.end(), given);
}

// --- Layers as JSON ---

class LayersReader {
 public:
  LayersReader(const Document& document, std::string_view name, DiagnosticSink& sink, LayerStack& stack)
      : document_(document), name_(name), sink_(sink), stack_(stack) {}

  std::optional<Error> read(NodeId object) {
    if (object == no_node || document_[object].kind != NodeKind::object)
      return Error{ErrorCode::invalid, "the layers must be a JSON object", {}};
    for (NodeId member = document_[object].first; member != no_node; member = document_[member].next) {
      if (std::optional<Error> error = read_member(member))
        return error;
    }
    if (refused_ > 0)
      return Error{ErrorCode::invalid,
                   std::to_string(refused_) + (refused_ == 1 ? " policy is" : " policies are") +
                       " not what AWS would accept",
                   {}};
    return std::nullopt;
  }

 private:
  std::optional<Error> read_member(NodeId member) {
    const std::string_view key = document_[member].key;
    const std::optional<PolicyKind> kind = policy_kind_from(key);
    if (!kind) {
      return Error{
          ErrorCode::invalid,
          "unknown layer `" + std::string(key) + "`" +
              did_you_mean(key, {"endpoint", "identity", "session", "resource", "boundary", "scp", "rcp"}),
          {}};
    }
    if (document_[member].kind == NodeKind::null)
      return std::nullopt;
    Layers& layers = stack_.layers;
    switch (*kind) {
      case PolicyKind::endpoint:
        return read_list(member, *kind, layers.endpoint.emplace());
      case PolicyKind::identity:
        return read_list(member, *kind, layers.identity.emplace());
      case PolicyKind::session:
        return read_list(member, *kind, layers.session.emplace());
      case PolicyKind::resource:
        layers.resource = read_one(member, *kind);
        return std::nullopt;
      case PolicyKind::boundary:
        layers.boundary = read_one(member, *kind);
        return std::nullopt;
      case PolicyKind::scp:
        return read_levels(member, *kind, layers.scp.emplace());
      case PolicyKind::rcp:
        return read_levels(member, *kind, layers.rcp.emplace());
    }
    return std::nullopt;
  }

  std::optional<Error> read_list(NodeId list, PolicyKind kind, PolicyList& out) {
    if (document_[list].kind != NodeKind::array)
      return wrong(list, "a list of policies");
    for (NodeId element = document_[list].first; element != no_node; element = document_[element].next) {
      const Policy* const policy = read_one(element, kind);
      if (policy != nullptr)
        out.push_back(policy);
    }
    return std::nullopt;
  }

  std::optional<Error> read_levels(NodeId levels, PolicyKind kind, std::vector<PolicyList>& out) {
    if (document_[levels].kind != NodeKind::array)
      return wrong(levels, "a list of levels, each a list of policies");
    for (NodeId level = document_[levels].first; level != no_node; level = document_[level].next) {
      if (std::optional<Error> error = read_list(level, kind, out.emplace_back()))
        return error;
    }
    return std::nullopt;
  }

  const Policy* read_one(NodeId node, PolicyKind kind) {
    Policy policy = read_policy(document_, node, kind, sink_);
    if (!policy.complete) {
      ++refused_;
      return nullptr;
    }
    policy.name = name_ + "#" + document_.pointer(node);
    return stack_.keep(std::move(policy));
  }

  [[nodiscard]] Error wrong(NodeId node, std::string_view expected) const {
    return {ErrorCode::invalid, "`" + document_.pointer(node) + "` must be " + std::string(expected), {}};
  }

  const Document& document_;
  std::string name_;
  DiagnosticSink& sink_;
  LayerStack& stack_;
  std::size_t refused_ = 0;
};

}  // namespace

bool names_a_layer(const Arguments& arguments) {
  return arguments.has("--layers") || names_a_policy(arguments);
}

ExitCode load_layers(const Arguments& arguments, Console& console, Sources& sources, LayerStack& stack) {
  if (arguments.has("--layers")) {
    if (names_a_policy(arguments))
      throw UsageError{"`--layers` has all layers in one file, so no other layer option goes with it"};
    return load_layers_file(arguments.value("--layers"), console, sources, stack);
  }
  Loader loader(console, sources, stack);
  for (const LayerOption& option : single_policies) {
    for (const std::string& file : arguments.values(option.option))
      place(stack.layers, option.kind, loader.load(file, option.kind));
  }
  stack.layers.scp = load_levels(loader, arguments.values("--scp"), PolicyKind::scp);
  stack.layers.rcp = load_levels(loader, arguments.values("--rcp"), PolicyKind::rcp);
  return loader.code();
}

std::optional<Error> read_layers(const Document& document, NodeId object, std::string_view name,
                                 DiagnosticSink& sink, LayerStack& stack) {
  return LayersReader(document, name, sink, stack).read(object);
}

}  // namespace postern::cli

#include "commands/expand/policy_argument.hpp"

// A raw policy does not say its kind, but a policy of the wrong kind is refused: for want of a principal, or
// for having one. So every kind is tried, and where none fits the attempt with the fewest defects is the one
// to report. Standard input is read once and put into an unnamed file, so that every attempt can read it.

#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <string>
#include <utility>
#include <vector>

#include "console.hpp"
#include "postern/report.hpp"

namespace postern::cli {
namespace {

constexpr std::array detected_kinds = {PolicyKind::endpoint, PolicyKind::identity, PolicyKind::resource,
                                       PolicyKind::scp, PolicyKind::rcp};

struct Attempt {
  std::unique_ptr<Sources> sources = std::make_unique<Sources>();
  DiagnosticList list;
  std::optional<Policy> policy;
  Error error;
};

Attempt attempt(std::string_view file, PolicyKind kind) {
  Attempt out;
  Result<LoadedPolicy> loaded = load_policy(*out.sources, file, kind, out.list);
  if (loaded)
    out.policy = std::move(loaded->policy);
  else
    out.error = loaded.error();
  return out;
}

// Whether another kind could still be what is meant. Several policies of one kind need an ID, whatever else
// the file has.
bool may_be_another_kind(const Attempt& failed, std::string_view file) {
  return failed.error.code != ErrorCode::usage || file.find('#') != std::string_view::npos;
}

// A wrong ID or a defect says more than "no policy of this kind".
bool says_more(const Attempt& a, const Attempt& b) {
  const bool vague_a = a.error.code == ErrorCode::unreadable;
  const bool vague_b = b.error.code == ErrorCode::unreadable;
  if (vague_a != vague_b)
    return vague_b;
  return a.list.diagnostics.size() < b.list.diagnostics.size();
}

Attempt attempt_every_kind(std::string_view file, bool rewind) {
  std::optional<Attempt> best;
  for (const PolicyKind kind : detected_kinds) {
    if (rewind)
      ::lseek(STDIN_FILENO, 0, SEEK_SET);
    Attempt next = attempt(file, kind);
    if (next.policy || !may_be_another_kind(next, file))
      return next;
    if (!best || says_more(next, *best))
      best = std::move(next);
  }
  return std::move(*best);
}

// Makes standard input a file that can be read again. The error is that of reading it.
std::optional<Error> rewindable_standard_input() {
  const Result<std::string> text = read_file("-");
  if (!text)
    return text.error();
  std::FILE* const copy = std::tmpfile();
  if (copy == nullptr)
    return Error{ErrorCode::unreadable, "cannot keep a copy of standard input", "name its kind with --kind"};
  const bool kept = std::fwrite(text->data(), 1, text->size(), copy) == text->size() &&
                    std::fflush(copy) == 0 && ::dup2(::fileno(copy), STDIN_FILENO) >= 0;
  std::fclose(copy);
  if (!kept)
    return Error{ErrorCode::unreadable, "cannot keep a copy of standard input", "name its kind with --kind"};
  return std::nullopt;
}

bool is_standard_input(std::string_view file) {
  return file == "-" || file.substr(0, 2) == "-#";
}

Attempt load(std::string_view file, std::optional<PolicyKind> kind) {
  if (kind)
    return attempt(file, *kind);
  const bool standard_input = is_standard_input(file);
  if (standard_input) {
    if (std::optional<Error> error = rewindable_standard_input()) {
      Attempt failed;
      failed.error = std::move(*error);
      return failed;
    }
  }
  return attempt_every_kind(file, standard_input);
}

}  // namespace

std::optional<PolicyArgument> load_policy_argument(std::string_view file, std::optional<PolicyKind> kind,
                                                   Console& console, ExitCode& code) {
  Attempt done = load(file, kind);
  if (!done.policy) {
    for (const Diagnostic& diagnostic : done.list.diagnostics)
      console.error.write(diagnostic_text(diagnostic, *done.sources, console.error_style));
    console.print_error(done.error.message, done.error.help);
    code = worst(code, done.error.code == ErrorCode::usage ? ExitCode::usage : ExitCode::unreadable);
    return std::nullopt;
  }
  return PolicyArgument{std::move(done.sources), std::move(*done.policy)};
}

}  // namespace postern::cli

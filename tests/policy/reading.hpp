#pragma once
// A policy text, read: the document, the policy and everything that was reported, in one value.

#include <fstream>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "postern/policy.hpp"

namespace postern::testing {

struct Reading {
  DiagnosticList found;
  Document document;
  Policy policy;

  Reading(std::string_view text, PolicyKind kind, std::string_view name = "policy.json")
      : document(Document::read(DocumentId{0}, std::string(name), std::string(text), {}, found)),
        policy(read_policy(document, document.root(), kind, found)) {}

  [[nodiscard]] std::string_view source(const SourceSpan& span) const {
    return document.text().substr(span.begin, span.end - span.begin);
  }

  /// "SX122 SX103", in the order reported.
  [[nodiscard]] std::string codes() const {
    std::string out;
    for (const Diagnostic& diagnostic : found.diagnostics) {
      out += out.empty() ? "" : " ";
      out += diagnostic.rule.code;
    }
    return out;
  }
};

inline std::string file_text(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

/// The lines of a file of the project, without empty ones.
inline std::vector<std::string> lines_of(const std::string& path) {
  std::istringstream in(file_text(std::string(POSTERN_SOURCE_DIR "/") + path));
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);) {
    if (!line.empty())
      lines.push_back(line);
  }
  return lines;
}

}  // namespace postern::testing

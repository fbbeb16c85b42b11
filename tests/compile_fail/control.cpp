// compiles
// The right way to do what the other sources here do wrongly: if this one is refused, their errors prove
// nothing.
#include <string>
#include <utility>

#include "postern/arn.hpp"
#include "postern/document.hpp"
#include "postern/glob.hpp"
#include "postern/request.hpp"
#include "postern/result.hpp"

postern::Result<int> measure();

int use_result() {
  const auto result = measure();
  const bool fine = static_cast<bool>(result);
  return fine ? *result : 0;
}

postern::Document take(postern::Document document) {
  return document;
}
postern::Document hand_over(postern::Document& document) {
  return take(std::move(document));
}

std::string_view root_text(const postern::Document& document) {
  return document[document.root()].text;
}

postern::Located<std::string> locate(postern::DocumentId id) {
  postern::Located<std::string> name;
  name = {"x", {id, 0, 1}};
  return name;
}

bool covers(const postern::Glob& glob, std::string_view text, const postern::VariableSource& variables) {
  return glob.matches(text, variables) == postern::Truth::yes;
}

postern::Glob all() {
  return postern::Glob::parse("*", {});
}

postern::DocumentId first() {
  return postern::DocumentId{0};
}

void rename(postern::Request& request, std::string name) {
  request.action.text = std::move(name);
}

postern::ResourcePattern pattern(std::string_view text) {
  return postern::ResourcePattern::parse(text, {});
}

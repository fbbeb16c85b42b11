// error: no match for .operator\[\]|no viable overloaded operator\[\]
#include "postern/document.hpp"

std::string_view text(const postern::Document& document) {
  return document[document.id()].text;
}

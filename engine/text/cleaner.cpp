#include "text/cleaner.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "base/utf8.hpp"
#include "text/rules.hpp"
#include "text/string_unit.hpp"

namespace postern::text {
namespace {

using Defect = StringUnit::Defect;

bool is_letter(char c) noexcept {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// A byte of a string that stands for itself.
bool is_plain(char c) noexcept {
  return static_cast<unsigned char>(c) >= 0x20 && static_cast<unsigned char>(c) < 0x80 && c != '"' &&
         c != '\\';
}

// More of the same kind say nothing new: a binary file is one defect to its reader, not a million.
constexpr std::size_t defect_limit = 20;

struct Fault {
  RuleId rule;
  std::string_view message;
  std::string_view help;
};

constexpr Fault malformed_number{json_syntax, "malformed number", "JSON numbers look like 0, -1.5 or 1e3"};

Fault fault_of(Defect defect) noexcept {
  switch (defect) {
    case Defect::bad_escape:
      return {json_syntax, "invalid escape in a string",
              "JSON knows \\\" \\\\ \\/ \\b \\f \\n \\r \\t and \\uXXXX"};
    case Defect::control:
      return {json_syntax, "unescaped control character in a string", "write \\t or \\u00XX"};
    case Defect::lone_surrogate:
      return {json_encoding, "unpaired surrogate escape",
              "write the character itself, or both halves of the pair"};
    case Defect::bad_utf8:
      return {json_encoding, "invalid UTF-8", "save the file as UTF-8"};
    case Defect::nul:
      return {json_encoding, "NUL byte", "remove the byte, or save the file as UTF-8"};
    case Defect::none:
    case Defect::line_break:
      break;
  }
  return {};
}

class Cleaner {
 public:
  Cleaner(std::string_view text, DocumentId document, DiagnosticSink& sink)
      : text_(text), document_(document), sink_(sink) {}

  std::optional<std::string> run() {
    std::size_t at = text_.starts_with(base::utf8_bom) ? base::utf8_bom.size() : 0;
    while (at < text_.size())
      at = text_[at] == '"' ? string(at + 1) : outside(at);
    return std::move(cleaned_);
  }

 private:
  void replace(std::size_t at, std::size_t length, char by) {
    if (!cleaned_)
      cleaned_ = std::string(text_);
    std::fill_n(cleaned_->begin() + static_cast<std::ptrdiff_t>(at), length, by);
  }

  void report(const Fault& fault, std::size_t at, std::size_t length) {
    if (++reported_ > defect_limit)
      return;
    Diagnostic diagnostic;
    diagnostic.rule = fault.rule;
    diagnostic.span = {document_, static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + length)};
    diagnostic.message = fault.message;
    if (reported_ == defect_limit)
      diagnostic.message += "; further defects of this kind are not listed";
    diagnostic.help = fault.help;
    sink_.report(std::move(diagnostic));
  }

  // From the first byte of a string's text to the byte after its closing quote. A line break ends the pass:
  // the parser will stop there, and what follows cannot be told apart into strings and the rest.
  std::size_t string(std::size_t at) {
    while (true) {
      while (at < text_.size() && is_plain(text_[at]))
        ++at;
      if (at >= text_.size() || text_[at] == '"')
        return at + 1;
      const StringUnit unit = string_unit(text_, at);
      if (unit.defect == Defect::line_break)
        return text_.size();
      if (unit.defect != Defect::none) {
        report(fault_of(unit.defect), at, unit.raw);
        replace(at, unit.raw, '?');
      }
      at += unit.raw;
    }
  }

  std::size_t outside(std::size_t at) {
    const char c = text_[at];
    if (c == '-' || (c >= '0' && c <= '9'))
      return number(at);
    if (c == '\0') {
      report(fault_of(Defect::nul), at, 1);
      replace(at, 1, ' ');
    } else if (static_cast<unsigned char>(c) >= 0x80) {
      const base::CodePoint point = base::decode_utf8(text_, at);
      if (!point.valid) {
        report(fault_of(Defect::bad_utf8), at, point.length);
        replace(at, point.length, ' ');
      }
      return at + point.length;
    }
    return at + 1;
  }

  std::size_t number(std::size_t at) {
    const std::size_t end = number_end(text_, at);
    if (!is_json_number(text_.substr(at, end - at))) {
      // `-Infinity` and its like are no numbers at all: the parser says what it expected instead.
      if (end < text_.size() && is_letter(text_[end]))
        return end;
      report(malformed_number, at, end - at);
    }
    replace(at, end - at, ' ');
    (*cleaned_)[at] = '0';
    return end;
  }

  std::string_view text_;
  DocumentId document_;
  DiagnosticSink& sink_;
  std::optional<std::string> cleaned_;
  std::size_t reported_ = 0;
};

}  // namespace

std::optional<std::string> clean(std::string_view text, DocumentId document, DiagnosticSink& sink) {
  return Cleaner(text, document, sink).run();
}

bool is_json_number(std::string_view text) noexcept {
  std::size_t at = 0;
  const auto digits = [&] {
    const std::size_t begin = at;
    while (at < text.size() && text[at] >= '0' && text[at] <= '9')
      ++at;
    return at - begin;
  };
  if (at < text.size() && text[at] == '-')
    ++at;
  const std::size_t integer_begin = at;
  const std::size_t integer = digits();
  if (integer == 0 || (integer > 1 && text[integer_begin] == '0'))
    return false;
  if (at < text.size() && text[at] == '.') {
    ++at;
    if (digits() == 0)
      return false;
  }
  if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
    ++at;
    if (at < text.size() && (text[at] == '+' || text[at] == '-'))
      ++at;
    if (digits() == 0)
      return false;
  }
  return at == text.size();
}

std::size_t number_end(std::string_view text, std::size_t at) noexcept {
  const std::size_t end = text.find_first_not_of("0123456789+-.eE", at);
  return end == std::string_view::npos ? text.size() : end;
}

std::string_view wide_encoding(std::string_view text) noexcept {
  using namespace std::string_view_literals;
  if (text.starts_with("\xFF\xFE\0\0"sv) || text.starts_with("\0\0\xFE\xFF"sv))
    return "UTF-32";
  if (text.starts_with("\xFF\xFE"sv) || text.starts_with("\xFE\xFF"sv))
    return "UTF-16";
  if (text.size() < 4)
    return "";
  if (text[0] == '\0' && text[1] == '\0' && text[2] == '\0')
    return "UTF-32";
  if (text[1] == '\0' && text[2] == '\0' && text[3] == '\0')
    return "UTF-32";
  if ((text[0] == '\0') != (text[1] == '\0') && (text[2] == '\0') != (text[3] == '\0'))
    return "UTF-16";
  return "";
}

}  // namespace postern::text

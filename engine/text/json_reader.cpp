// JSON with exact positions, on nlohmann's SAX parser, which reports values but not places.
//
// The parser reads through an iterator that counts the bytes it has taken. At the event for a string, key,
// literal or bracket the count is exactly the token's end; a number is over-read by one byte, so its end is
// found by scanning. A token starts at the first byte after the previous one that is neither white space nor
// the separator that the grammar allows there. What would stop the parser without need (a number beyond
// double, a bad byte in a string) has been replaced before, see cleaner.hpp. The parser is not recursive, and
// neither is the builder.

#include "text/json_reader.hpp"

#include <iterator>
#include <nlohmann/json.hpp>
#include <unordered_map>

#include "base/text.hpp"
#include "base/utf8.hpp"
#include "text/cleaner.hpp"
#include "text/rules.hpp"

namespace postern::text {
namespace {

class CountingIterator {
 public:
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = const char&;

  CountingIterator(const char* at, const char** furthest) : at_(at), furthest_(furthest) {}

  reference operator*() const { return *at_; }
  CountingIterator& operator++() {
    ++at_;
    if (furthest_ != nullptr)
      *furthest_ = at_;
    return *this;
  }
  CountingIterator operator++(int) {
    CountingIterator before = *this;
    ++*this;
    return before;
  }
  friend bool operator==(const CountingIterator& a, const CountingIterator& b) { return a.at_ == b.at_; }
  friend bool operator!=(const CountingIterator& a, const CountingIterator& b) { return !(a == b); }

 private:
  const char* at_;
  const char** furthest_;
};

// A document of one megabyte could hold a hundred thousand duplicates; nobody reads them.
constexpr std::size_t duplicate_limit = 1000;

// An object or array that is being read.
struct Open {
  NodeId node;
  NodeId last_child = no_node;
  std::uint32_t children = 0;
  // The first member of each name; filled from the ninth member on, before that a scan is quicker.
  std::unordered_map<std::string_view, NodeId> names;
};

class Builder {
 public:
  Builder(Document::Impl& document, std::string_view text, const ReadLimits& limits, DiagnosticSink& sink)
      : document_(document), text_(text), limits_(limits), sink_(sink), furthest_(text.data()) {
    if (document.bom)
      token_end_ = base::utf8_bom.size();
  }

  bool run() {
    const CountingIterator first(text_.data(), &furthest_);
    const CountingIterator last(text_.data() + text_.size(), nullptr);
    const bool ended = nlohmann::json::sax_parse(first, last, this);
    for (const Open& open : open_)
      node(open.node).closed = false;
    for (const Open& open : open_)
      node(open.node).span.end = static_cast<std::uint32_t>(token_end_);
    return ended;
  }

  // --- the parser's events ---
  bool null() { return scalar(NodeKind::null); }
  bool boolean(bool) { return scalar(NodeKind::boolean); }
  bool number_integer(std::int64_t) { return number(); }
  bool number_unsigned(std::uint64_t) { return number(); }
  bool number_float(double, const std::string&) { return number(); }
  bool binary(nlohmann::json::binary_t&) { return false; }

  bool string(const std::string& value) {
    const std::size_t begin = start_token(consumed());
    if (skipping())
      return true;
    Node& added = add(NodeKind::string, begin, consumed());
    added.text = decoded(begin, consumed(), value);
    return true;
  }

  bool key(const std::string& value) {
    const std::size_t begin = start_token(consumed());
    after_key_ = true;
    if (skipping())
      return true;
    key_span_ = span(begin, consumed());
    // A name without quotes lent two of its bytes to them, see relaxed.hpp.
    const bool quoted = document_.text[begin] == '"' || document_.text[begin] == '\'';
    key_ = quoted ? decoded(begin, consumed(), value)
                  : std::string_view(document_.text).substr(begin, consumed() - begin);
    return true;
  }

  bool start_object(std::size_t) { return open(NodeKind::object); }
  bool start_array(std::size_t) { return open(NodeKind::array); }
  bool end_object() { return close(); }
  bool end_array() { return close(); }

  bool parse_error(std::size_t, const std::string&, const nlohmann::json::exception&) {
    syntax_error();
    return false;
  }

 private:
  std::size_t consumed() const { return static_cast<std::size_t>(furthest_ - text_.data()); }
  Node& node(NodeId id) { return document_.nodes[static_cast<std::uint32_t>(id)]; }
  bool skipping() const { return skipped_depth_ > 0; }
  SourceSpan span(std::size_t begin, std::size_t end) const {
    return {document_.id, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
  }

  std::size_t skip_space(std::size_t at) const {
    const std::size_t next = text_.find_first_not_of(" \t\r\n", at);
    return next == std::string_view::npos ? text_.size() : next;
  }

  // The separator that may stand before the next token, or NUL.
  char separator() const {
    if (after_key_)
      return ':';
    if (open_.empty() || !after_value_)
      return '\0';
    return ',';
  }

  std::size_t next_token() const {
    const std::size_t at = skip_space(token_end_);
    const char expected = separator();
    return at < text_.size() && expected != '\0' && text_[at] == expected ? skip_space(at + 1) : at;
  }

  // Where the token that ends at `end` starts; the next one is looked for behind it.
  std::size_t start_token(std::size_t end) {
    const std::size_t begin = next_token();
    token_end_ = end;
    after_key_ = false;
    after_value_ = true;
    return begin;
  }

  std::string_view decoded(std::size_t begin, std::size_t end, const std::string& value) {
    const std::string_view raw = std::string_view(document_.text).substr(begin + 1, end - begin - 2);
    return raw == value ? raw : std::string_view(document_.decoded.emplace_back(value));
  }

  bool scalar(NodeKind kind) {
    const std::size_t begin = start_token(consumed());
    if (skipping())
      return true;
    Node& added = add(kind, begin, consumed());
    added.text = std::string_view(document_.text).substr(begin, consumed() - begin);
    return true;
  }

  bool number() {
    const std::size_t begin = next_token();
    const std::size_t end = number_end(document_.text, begin);
    start_token(end);
    if (skipping())
      return true;
    Node& added = add(NodeKind::number, begin, end);
    added.text = std::string_view(document_.text).substr(begin, end - begin);
    return true;
  }

  Node& add(NodeKind kind, std::size_t begin, std::size_t end) {
    const auto id = static_cast<NodeId>(document_.nodes.size());
    Node added;
    added.kind = kind;
    added.span = span(begin, end);
    document_.positions.push_back(open_.empty() ? 0 : open_.back().children++);
    if (!open_.empty()) {
      Open& parent = open_.back();
      added.parent = parent.node;
      (parent.last_child == no_node ? node(parent.node).first : node(parent.last_child).next) = id;
      parent.last_child = id;
      if (node(parent.node).kind == NodeKind::object) {
        added.key = key_;
        added.key_span = key_span_;
        document_.nodes.push_back(added);
        check_duplicate(parent, id);
        return document_.nodes.back();
      }
    }
    document_.nodes.push_back(added);
    return document_.nodes.back();
  }

  // The first member of `object` that has the name of `member`: `member` itself when it is new.
  NodeId first_of_name(Open& object, NodeId member) {
    constexpr std::uint32_t scan_limit = 8;
    if (object.children <= scan_limit) {
      NodeId at = node(object.node).first;
      while (node(at).key != key_)
        at = node(at).next;
      return at;
    }
    if (object.names.empty()) {
      for (NodeId at = node(object.node).first; at != member; at = node(at).next)
        object.names.emplace(node(at).key, at);
    }
    return object.names.emplace(key_, member).first->second;
  }

  void check_duplicate(Open& object, NodeId member) {
    const NodeId first = first_of_name(object, member);
    if (first == member || ++duplicates_ > duplicate_limit)
      return;
    Diagnostic diagnostic;
    diagnostic.rule = json_duplicate_key;
    diagnostic.span = key_span_;
    diagnostic.message = base::concat({"duplicate member ", base::quoted(key_)});
    if (duplicates_ == duplicate_limit)
      diagnostic.message += "; further duplicates are not listed";
    diagnostic.help = "most readers keep only the last one; join the two or remove one";
    diagnostic.notes.push_back({node(first).key_span, "first here"});
    sink_.report(std::move(diagnostic));
  }

  bool open(NodeKind kind) {
    const std::size_t end = consumed();
    const std::size_t begin = start_token(end);
    after_value_ = false;
    if (skipping() || open_.size() >= limits_.depth) {
      if (!skipping())
        report_depth(begin, end);
      ++skipped_depth_;
      return true;
    }
    add(kind, begin, end);
    open_.push_back({static_cast<NodeId>(document_.nodes.size() - 1), no_node, 0, {}});
    return true;
  }

  bool close() {
    const std::size_t end = consumed();
    token_end_ = end;
    after_key_ = false;
    after_value_ = true;
    if (skipping()) {
      --skipped_depth_;
      return true;
    }
    node(open_.back().node).span.end = static_cast<std::uint32_t>(end);
    open_.pop_back();
    return true;
  }

  void report_depth(std::size_t begin, std::size_t end) {
    node(open_.back().node).closed = false;
    Diagnostic diagnostic;
    diagnostic.rule = json_nesting_limit;
    diagnostic.span = span(begin, end);
    diagnostic.message = base::concat({"nested deeper than ", std::to_string(limits_.depth), " levels"});
    diagnostic.help = "a policy needs six levels";
    if (!depth_reported_)
      sink_.report(std::move(diagnostic));
    depth_reported_ = true;
  }

  // --- syntax errors ---
  std::string_view expected(std::size_t at) const {
    if (after_key_)
      return skip_space(token_end_) < at ? "a value" : "`:`";
    if (open_.empty())
      return after_value_ ? "the end of the document" : "a JSON object";
    const bool object =
        document_.nodes[static_cast<std::uint32_t>(open_.back().node)].kind == NodeKind::object;
    if (!after_value_)
      return object ? "a member name in double quotes, or `}`" : "a value, or `]`";
    const bool separated = skip_space(token_end_) < at;
    if (separated)
      return object ? "a member name in double quotes" : "a value";
    return object ? "`,` or `}`" : "`,` or `]`";
  }

  static std::string_view hint(std::string_view rest, bool separated) {
    if (rest.starts_with("//") || rest.starts_with("/*") || rest.starts_with('#'))
      return "JSON has no comments";
    if (rest.starts_with('\''))
      return "use double quotes";
    if (rest.starts_with("NaN") || rest.starts_with("Infinity") || rest.starts_with("-Infinity")) {
      return "JSON has no such number";
    }
    if (rest.starts_with("True") || rest.starts_with("False") || rest.starts_with("None")) {
      return "JSON spells them true, false and null";
    }
    if (separated && (rest.starts_with('}') || rest.starts_with(']')))
      return "remove the comma before it";
    return "";
  }

  void syntax_error() {
    Diagnostic diagnostic;
    diagnostic.rule = json_syntax;
    const std::size_t at = next_token();
    const std::string_view text = document_.text;
    if (at >= text.size()) {
      diagnostic.span = span(text.size(), text.size());
      diagnostic.message = text.find_first_not_of(" \t\r\n") == std::string_view::npos
                               ? "the document is empty"
                               : base::concat({"unexpected end of the document, expected ", expected(at)});
    } else if (text[at] == '"' && furthest_ == text_.data() + text_.size() && text_.back() != '"') {
      diagnostic.span = span(at, at + 1);
      diagnostic.message = "the string that starts here is never closed";
    } else if (text[at] == '"' && consumed() > at + 1 &&
               (text[consumed() - 1] == '\n' || text[consumed() - 1] == '\r')) {
      diagnostic.span = span(consumed() - 1, consumed());
      diagnostic.message = "line break inside a string";
      diagnostic.notes.push_back({span(at, at + 1), "the string starts here"});
      diagnostic.help = "close the string before the end of the line, or write \\n";
    } else {
      const std::size_t end = token_length(at);
      const bool separated = after_value_ && !open_.empty() && skip_space(token_end_) < at;
      diagnostic.span = span(at, at + end);
      diagnostic.message =
          base::concat({"unexpected ", base::quoted(text.substr(at, end)), ", expected ", expected(at)});
      diagnostic.help = hint(text.substr(at), separated);
    }
    sink_.report(std::move(diagnostic));
  }

  // A word is shown whole, anything else by its first code point.
  std::size_t token_length(std::size_t at) const {
    const std::string_view text = document_.text;
    const auto word = [](char c) {
      return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
             c == '-';
    };
    std::size_t end = at;
    while (end < text.size() && word(text[end]))
      ++end;
    if (end == at)
      end += base::decode_utf8(text, at).length;
    return end - at;
  }

  Document::Impl& document_;
  std::string_view text_;  // what the parser reads: as long as the document's text
  const ReadLimits& limits_;
  DiagnosticSink& sink_;
  const char* furthest_;

  std::vector<Open> open_;
  std::size_t skipped_depth_ = 0;
  bool depth_reported_ = false;
  std::size_t duplicates_ = 0;
  std::size_t token_end_ = 0;
  bool after_key_ = false;
  bool after_value_ = false;
  std::string_view key_;
  SourceSpan key_span_;
};

}  // namespace

bool build_nodes(Document::Impl& document, std::string_view text, const ReadLimits& limits,
                 DiagnosticSink& sink) {
  return Builder(document, text, limits, sink).run();
}

}  // namespace postern::text

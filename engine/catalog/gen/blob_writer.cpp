#include "catalog/gen/blob_writer.hpp"

// Strings and lists are numbered in the order of their first use, so the same data always gives the same
// blob. The source text spells 64-bit words because compilers read those several times faster than single
// bytes.

#include <charconv>

namespace postern::catalog {

BlobWriter::BlobWriter() {
  offsets_.push_back(0);
  string("");
  list({});
}

StringId BlobWriter::string(std::string_view text) {
  const auto [entry, added] = ids_.emplace(text, static_cast<StringId>(ids_.size()));
  if (added) {
    characters_ += text;
    offsets_.push_back(static_cast<std::uint32_t>(characters_.size()));
  }
  return entry->second;
}

ListId BlobWriter::list(const std::vector<std::uint32_t>& words, std::size_t count) {
  std::vector<std::uint32_t> stored{static_cast<std::uint32_t>(count)};
  stored.insert(stored.end(), words.begin(), words.end());
  const auto [entry, added] = list_ids_.emplace(std::move(stored), static_cast<ListId>(lists_.size()));
  if (added)
    lists_.insert(lists_.end(), entry->first.begin(), entry->first.end());
  return entry->second;
}

std::vector<std::uint64_t> BlobWriter::finish() {
  section(Section::string_offsets, offsets_);
  section(Section::lists, lists_);
  section(Section::characters, std::vector<char>(characters_.begin(), characters_.end()));

  Header header{blob_magic, blob_layout, {}};
  std::string bytes(sizeof header, '\0');
  for (std::size_t i = 0; i < section_count; ++i) {
    bytes.resize((bytes.size() + 7) / 8 * 8);
    header.sections[i] = {static_cast<std::uint32_t>(bytes.size()), counts_[i]};
    bytes += sections_[i];
  }
  std::memcpy(bytes.data(), &header, sizeof header);
  bytes.resize((bytes.size() + 7) / 8 * 8);

  std::vector<std::uint64_t> words(bytes.size() / 8);
  std::memcpy(words.data(), bytes.data(), bytes.size());
  return words;
}

std::string cpp_source(const std::vector<std::uint64_t>& blob) {
  std::string text =
      "// Generated from engine/catalog/data by catalog_gen.\n"
      "#include \"catalog/blob.hpp\"\n\n"
      "namespace postern::catalog {\n\nconst std::uint64_t builtin_blob[] = {\n";
  std::size_t column = 0;
  for (const std::uint64_t word : blob) {
    char digits[16];
    const auto end = std::to_chars(digits, digits + sizeof digits, word, 16).ptr;
    text += "0x";
    text.append(digits, end);
    text += ++column % 6 == 0 ? ",\n" : ",";
  }
  text += "};\n\n}  // namespace postern::catalog\n";
  return text;
}

}  // namespace postern::catalog

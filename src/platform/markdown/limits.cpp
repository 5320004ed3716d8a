#include "platform/markdown/limits.hpp"

#include <algorithm>
#include <cstddef>

namespace canyu::markdown {
namespace {

constexpr std::size_t column_limit = 64;
constexpr std::size_t cell_limit = 20'000;             // columns by rows, over all tables
constexpr std::size_t table_search_limit = 2'000'000;  // see Survey::delimiter_row
constexpr std::size_t definition_limit = 16'000'000;   // bytes that reference links could repeat
constexpr std::size_t opener_limit = 1'000;            // see Survey::brackets
constexpr std::size_t word_limit = 4'096;              // ASCII bytes without a blank

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

// How deep in quotes and lists a line can stand at most: a marker is a level, and where an earlier line
// opened a list, two columns of indentation are one.
std::size_t possible_depth(std::string_view line) {
    std::size_t markers = 0;
    std::size_t columns = 0;
    for (std::size_t i = 0; i < line.size(); ++i) {
        const bool ends_marker = i + 1 == line.size() || line[i + 1] == ' ' || line[i + 1] == '\t';
        if (line[i] == ' ') {
            ++columns;
        } else if (line[i] == '\t') {
            columns += 4;
        } else if (line[i] == '>' || (ends_marker && std::string_view("-+*.)").contains(line[i]))) {
            ++markers;
        } else if (!is_digit(line[i])) {
            break;
        }
    }
    return markers + columns / 2;
}

// The columns of a table's delimiter row ("|:--|--:|"), 0 for any other line; the markers of quotes and lists
// may stand before it.
std::size_t delimiter_columns(std::string_view line) {
    std::size_t columns = 0;
    bool dash = false;
    for (const char c : line) {
        if (c == '-' && !dash) ++columns;
        if (c == '-') dash = true;
        if (c == '|') dash = false;
        if (!is_digit(c) && !std::string_view("-|: \t>+*.)").contains(c)) return 0;
    }
    return columns;
}

// Looks at a source line by line. A run is a number of lines without a blank one between them: no table and
// no reference definition reaches beyond it.
class Survey {
  public:
    void line(std::string_view line) {
        if (line.find_first_not_of(" \t") == std::string_view::npos) {
            end_run();
            return;
        }
        depth_ = std::max(depth_, possible_depth(line));
        cells_ += run_.columns;
        if (const std::size_t columns = delimiter_columns(line)) delimiter_row(columns);
        ++run_.lines;
        run_.bytes += line.size();
        brackets(line);
        words(line);
    }

    Treatment result() {
        end_run();
        const bool woven =
            closing_brackets_ * definition_bytes_ > definition_limit || openers_ > opener_limit;
        return {
            .as_typed = depth_ > depth_limit || woven,
            .tables = columns_ <= column_limit && cells_ <= cell_limit && table_search_ <= table_search_limit,
            .autolinks = longest_word_ <= word_limit};
    }

  private:
    struct Run {
        std::size_t bytes = 0;
        std::size_t lines = 0;
        std::size_t columns = 0;  // of the table that the lines to come would belong to
        bool defines = false;
    };

    // Each such row makes the parser read all of the paragraph above it again, and a paragraph of many lines
    // costs it the square of their number.
    void delimiter_row(std::size_t columns) {
        table_search_ += run_.bytes + run_.lines * run_.lines;
        run_.columns = std::max(run_.columns, columns);
        columns_ = std::max(columns_, columns);
    }

    // What an image or an HTML declaration opens is looked through to its end again for each of them.
    void brackets(std::string_view line) {
        for (std::size_t i = 0; i < line.size(); ++i) {
            const char next = i + 1 < line.size() ? line[i + 1] : '\n';
            closing_brackets_ += line[i] == ']';
            run_.defines = run_.defines || (line[i] == ']' && next == ':');
            openers_ += (line[i] == '!' && next == '[') || (line[i] == '<' && next == '!');
        }
    }

    void words(std::string_view line) {
        std::size_t length = 0;
        for (const char c : line) {
            length = c > ' ' && c < 0x7F ? length + 1 : 0;
            longest_word_ = std::max(longest_word_, length);
        }
    }

    void end_run() {
        if (run_.defines) definition_bytes_ = std::max(definition_bytes_, run_.bytes);
        run_ = {};
    }

    Run run_;
    std::size_t depth_ = 0;
    std::size_t columns_ = 0;
    std::size_t cells_ = 0;
    std::size_t table_search_ = 0;
    std::size_t closing_brackets_ = 0;
    std::size_t definition_bytes_ = 0;
    std::size_t openers_ = 0;
    std::size_t longest_word_ = 0;
};

}  // namespace

Treatment treatment_of(std::string_view source) {
    Survey survey;
    while (!source.empty()) {
        const std::size_t end = std::min(source.find_first_of("\r\n"), source.size());
        survey.line(source.substr(0, end));
        source.remove_prefix(std::min(end + 1, source.size()));
    }
    return survey.result();
}

}  // namespace canyu::markdown

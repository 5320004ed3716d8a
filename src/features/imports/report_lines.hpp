// Reads reports from a file of JSON lines, plain or gzip, and says of every line it cannot use why.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/clock.hpp"
#include "base/result.hpp"
#include "platform/files/line_file.hpp"

namespace canyu::imports {

// A report as its line says it. Labels a line may carry for judging the engine (group, dup_of, weak_links)
// are never read.
struct ReportLine {
    std::string id;  // as written in the file: "42" for a string, 42 for a number
    std::string title;
    std::string text;
    std::string user;  // empty: unknown
    std::string lang;
    std::string product;
    std::string kind;
    std::vector<std::string> tags;
    std::optional<Time> ts;
};

// One more person who wants what a report says.
struct SupportLine {
    std::string report;  // an id, written as ReportLine::id
    std::string user;
    std::optional<Time> ts;
};

struct RefusedLine {
    Message reason;
};

struct NumberedLine {
    std::size_t number = 0;  // from 1
    std::variant<ReportLine, SupportLine, RefusedLine> content;
};

// One line's meaning; pure.
[[nodiscard]] std::variant<ReportLine, SupportLine, RefusedLine> parse_report_line(std::string_view line);

// Streams the file, plain or gzip. Threads: one at a time.
class ReportLines {
  public:
    static constexpr std::size_t longest_line = std::size_t{1} << 20;  // bytes
    static constexpr std::uintmax_t most_bytes = std::uintmax_t{1} << 32;

    static Result<ReportLines> open(const std::string& path);

    // The next line that is not blank, or nothing at the end. A file that breaks off (a damaged archive, a
    // disk error) and one that does not end end with a refused line that says so.
    std::optional<NumberedLine> next();

    // How far the reading is, 0..1 of the file's bytes.
    [[nodiscard]] double progress() const;

  private:
    explicit ReportLines(files::LineFile file) : file_(std::move(file)) {}
    files::LineFile file_;
    bool end_said_ = false;
};

}  // namespace canyu::imports

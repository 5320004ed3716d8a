// What the lines of a file mean, whatever program wrote it.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/clock.hpp"
#include "base/result.hpp"
#include "base/shape.hpp"

namespace canyu::imports {

// reports: JSON lines of our own · csv: a header and a report a row · fider: posts.csv, or a folder with the
// unpacked backup · discourse: answers of its API, one a line, or one a file in a folder.
enum class Format { reports, csv, fider, discourse };
BOOST_DESCRIBE_ENUM(Format, reports, csv, fider, discourse)

// A report as its line says it. Labels a line may carry for judging the engine (group, dup_of, weak_links)
// are never read.
struct ReportLine {
    std::string id;  // as JSON writes it: "42" for a string, 42 for a number
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
    std::string group{};  // of persons who correlate, as a published tally gives it; empty: not known
};

// What somebody said about a report; it is posted under the report's demand.
struct CommentLine {
    std::string id;
    std::string report;  // an id, written as ReportLine::id
    std::string user;
    std::string text;  // Markdown
    std::optional<Time> ts;
};

// A topic with its first post. Its board is made where there is none.
struct TopicLine {
    std::string id;
    std::string board;  // the category's id
    std::string board_slug;
    std::string board_name;
    std::string title;
    std::string user;
    std::string text;  // Markdown
    std::optional<Time> ts;
};

struct PostLine {
    std::string id;
    std::string topic;
    std::string user;
    std::string text;  // Markdown
    std::optional<Time> ts;
};

struct RefusedLine {
    Message reason;
};

struct NumberedLine {
    std::size_t number = 0;  // from 1; of a folder, counted over all its files in the order they are read
    std::variant<ReportLine, SupportLine, CommentLine, TopicLine, PostLine, RefusedLine> content;
    bool more = false;    // others of the same number follow
    std::string place{};  // in a folder: "comments.json 17"
};

// Threads: one at a time.
class Lines {
  public:
    virtual ~Lines() = default;
    // The next line that means something, or nothing at the end. A file that breaks off (a damaged archive, a
    // disk error) and one that does not end end with a refused line that says so.
    virtual std::optional<NumberedLine> next() = 0;
    // How far the reading is, 0 to 1.
    [[nodiscard]] virtual double progress() const = 0;
};

// "42" for an id that is written as "\"42\"" or 42; escapes inside stay as the file has them.
std::string plain_id(const std::string& written);

// "text=Description" says that the column Description of a CSV file is the text.
struct ColumnChoice {
    std::string role;  // id, title, text, user, ts, lang or kind
    std::string header;
};

// 404 "report_lines.cannot_open"; 422 "csv.no_words_column", "csv.no_column", "csv.no_role".
Result<std::unique_ptr<Lines>> open_lines(Format format, const std::string& path,
                                          const std::vector<ColumnChoice>& columns);

}  // namespace canyu::imports

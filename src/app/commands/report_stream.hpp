// A file of reports as the surfacing engine wants it: small ids, known people, a time on every line.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <variant>
#include <vector>

#include "base/id.hpp"
#include "engines/surfacing/clustering.hpp"
#include "features/imports/imports.hpp"

namespace canyu::commands {

using imports::NumberedLine;
using imports::RefusedLine;
using imports::ReportLine;
using imports::ReportLines;
using imports::SupportLine;

struct StreamReport {
    Id id;  // 1, 2, 3 … in input order
    Id person;
    Time said;
    ReportLine line;
};

// As the engine takes it; points into the report. Each is said a millisecond later than its line tells, so
// that the order of the lines tells the time where they do not.
surfacing::NewReport new_report(const StreamReport& report);

struct StreamSupport {
    Id report;
    Id person;
    Time said;
    Id group;  // Id{} where the line names none
};

// Lines that cannot be used are named on standard error, with the reason, and passed over; so are a second
// report of the same id and support of a report that did not come before. A line without a user is a person
// of its own; one without a time has the time of the line before it. Threads: one at a time.
class ReportStream {
  public:
    static Result<ReportStream> open(const std::string& path);

    std::optional<std::variant<StreamReport, StreamSupport>> next();

    // As JSON, the way the file writes it.
    [[nodiscard]] const std::string& written(Id report) const { return written_[report.value - 1]; }

  private:
    explicit ReportStream(ReportLines lines) : lines_(std::move(lines)) {}
    std::optional<StreamReport> accept(ReportLine line);
    std::optional<StreamSupport> accept(SupportLine line);
    Id person(const std::string& user);
    Id group(const std::string& name);
    Time time(std::optional<Time> said);
    void refuse_line(const std::string& reason) const;

    ReportLines lines_;
    std::size_t line_number_ = 0;
    std::vector<std::string> written_;
    std::unordered_map<std::string, Id> reports_;
    std::unordered_map<std::string, Id> people_;
    std::unordered_map<std::string, Id> groups_;
    std::int64_t persons_ = 0;
    Time latest_{};
};

}  // namespace canyu::commands

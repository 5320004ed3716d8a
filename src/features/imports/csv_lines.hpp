// Reports from a table: a header names the columns, every row is a report.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "features/imports/csv_file.hpp"
#include "features/imports/lines.hpp"

namespace canyu::imports {

class CsvLines final : public Lines {
  public:
    static constexpr std::array<std::string_view, 7> roles{"id", "title", "text", "user",
                                                           "ts", "lang",  "kind"};

    // Where `columns` says nothing of a role, its column is the one called so.
    static Result<CsvLines> open(const std::string& path, const std::vector<ColumnChoice>& columns);

    std::optional<NumberedLine> next() override;
    [[nodiscard]] double progress() const override { return file_.progress(); }

  private:
    explicit CsvLines(CsvFile file) : file_(std::move(file)) {}
    Result<void> read_header(const std::vector<ColumnChoice>& columns);
    // Of a role, or "" where there is no such column.
    std::string field(const CsvRecord& record, std::size_t role) const;

    CsvFile file_;
    std::size_t width_ = 0;
    std::array<std::size_t, roles.size()> places_{};  // from 1; 0 for a role without a column
};

}  // namespace canyu::imports

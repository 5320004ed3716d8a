#include "features/imports/lines.hpp"

#include <filesystem>

#include "features/imports/csv_lines.hpp"
#include "features/imports/discourse_lines.hpp"
#include "features/imports/fider_lines.hpp"
#include "features/imports/report_lines.hpp"

namespace canyu::imports {
namespace {

template <class T>
Result<std::unique_ptr<Lines>> kept(Result<T> lines) {
    if (!lines) return std::unexpected(std::move(lines).error());
    return std::make_unique<T>(std::move(*lines));
}

}  // namespace

std::string plain_id(const std::string& written) {
    return written.starts_with('"') ? written.substr(1, written.size() - 2) : written;
}

Result<std::unique_ptr<Lines>> open_lines(Format format, const std::string& path,
                                          const std::vector<ColumnChoice>& columns) {
    switch (format) {
        case Format::reports:
            return kept(ReportLines::open(path));
        case Format::csv:
            return kept(CsvLines::open(path, columns));
        case Format::fider:
            if (std::filesystem::is_directory(path)) return kept(FiderLines::open(path));
            return kept(CsvLines::open(path, fider_columns));
        case Format::discourse:
            break;
    }
    return kept(DiscourseLines::open(path));
}

}  // namespace canyu::imports

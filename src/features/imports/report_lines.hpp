// Reads reports from a file of JSON lines, plain or gzip, and says of every line it cannot use why.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "features/imports/lines.hpp"
#include "platform/files/line_file.hpp"

namespace canyu::imports {

using JsonLine = std::variant<ReportLine, SupportLine, RefusedLine>;

// One line's meaning; pure.
[[nodiscard]] JsonLine parse_report_line(std::string_view line);

// Streams the file, plain or gzip. Threads: one at a time.
class ReportLines final : public Lines {
  public:
    static constexpr std::size_t longest_line = std::size_t{1} << 20;  // bytes
    static constexpr std::uintmax_t most_bytes = std::uintmax_t{1} << 32;

    static Result<ReportLines> open(const std::string& path);

    std::optional<NumberedLine> next() override;
    [[nodiscard]] double progress() const override { return file_.progress(); }

  private:
    explicit ReportLines(files::LineFile file) : file_(std::move(file)) {}
    files::LineFile file_;
    bool end_said_ = false;
};

}  // namespace canyu::imports

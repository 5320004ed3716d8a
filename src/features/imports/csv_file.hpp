// Records of a CSV file as RFC 4180 has them: quoted fields may hold commas, doubled quotes and line ends.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "platform/files/line_file.hpp"

namespace canyu::imports {

struct CsvRecord {
    std::size_t line = 0;  // on which it begins, from 1
    std::vector<std::string> fields;
    std::optional<Message> refused;  // why it cannot be used
};

// Streams the file, plain or gzip, UTF-8 with or without a byte order mark. Threads: one at a time.
class CsvFile {
  public:
    static constexpr std::size_t longest_record = std::size_t{1} << 20;  // bytes
    static constexpr std::uintmax_t most_bytes = std::uintmax_t{1} << 32;
    static constexpr std::size_t most_fields = 256;

    static Result<CsvFile> open(const std::string& path);

    // The next record that is not a blank line; nothing at the end.
    std::optional<CsvRecord> next();
    [[nodiscard]] double progress() const { return file_.progress(); }

  private:
    explicit CsvFile(files::LineFile file) : file_(std::move(file)) {}
    bool next_line();
    std::optional<CsvRecord> end();
    void read_record(CsvRecord& record);

    files::LineFile file_;
    std::string line_;
    bool end_said_ = false;
};

}  // namespace canyu::imports

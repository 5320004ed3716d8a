// A file read line by line, plain or gzip.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

namespace canyu::files {

// Holds no more than one line, of `longest_line` bytes at most, and unpacks no more than `most_bytes`, so
// that a small archive that unpacks to a huge one does no harm. Threads: one at a time.
class LineFile {
  public:
    struct Limits {
        std::size_t longest_line;
        std::uintmax_t most_bytes;
    };
    enum class End { whole, breaks_off, endless };

    // Nothing for a file that cannot be read.
    static std::optional<LineFile> open(const std::string& path, Limits limits);
    LineFile(LineFile&&) noexcept;
    LineFile& operator=(LineFile&&) noexcept;
    ~LineFile();

    // The next line without its end; false at the end of the file, whatever that is. Of a line that is too
    // long only the front is given.
    bool next(std::string& line);
    // Of the line that next() gave.
    [[nodiscard]] bool too_long() const;
    // From 1; after the end that of the last line.
    [[nodiscard]] std::size_t number() const;
    // How it ended, once next() has answered false: a damaged archive or disk breaks off, one larger than
    // most_bytes is endless.
    [[nodiscard]] End end() const;
    // How far the reading is, 0 to 1 of the file's bytes.
    [[nodiscard]] double progress() const;

  private:
    struct State;
    explicit LineFile(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace canyu::files

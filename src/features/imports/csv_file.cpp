#include "features/imports/csv_file.hpp"

#include <algorithm>
#include <utility>

#include "base/text.hpp"

namespace canyu::imports {
namespace {

// Takes the characters of a record one after the other; lines inside quotes follow each other.
class Record {
  public:
    explicit Record(std::vector<std::string>& fields) : fields_(fields) { fields_.emplace_back(); }

    void take(std::string_view line) {
        for (std::size_t i = 0; i < line.size(); ++i) take(line[i], i + 1 == line.size());
    }
    bool inside_quotes() const { return state_ == State::quoted; }
    void line_end() { add('\n'); }
    bool broken() const { return broken_; }
    std::size_t bytes() const { return bytes_; }

  private:
    enum class State { begin, plain, quoted, after_quote };

    void take(char c, bool last) {
        if (state_ == State::quoted) {
            if (c == '"')
                state_ = State::after_quote;
            else
                add(c);
        } else if (c == '"' && state_ == State::after_quote) {
            add(c);
            state_ = State::quoted;
        } else if (c == '"' && state_ == State::begin) {
            state_ = State::quoted;
        } else if (c == ',') {
            if (fields_.size() > CsvFile::most_fields)
                broken_ = true;
            else
                fields_.emplace_back();
            state_ = State::begin;
        } else if (c == '\r' && last) {
            // The first half of the line's end.
        } else {
            broken_ = broken_ || c == '"' || state_ == State::after_quote;
            add(c);
            if (state_ == State::begin) state_ = State::plain;
        }
    }
    void add(char c) {
        fields_.back() += c;
        ++bytes_;
    }

    std::vector<std::string>& fields_;
    State state_ = State::begin;
    std::size_t bytes_ = 0;
    bool broken_ = false;
};

}  // namespace

Result<CsvFile> CsvFile::open(const std::string& path) {
    auto file = files::LineFile::open(path, {longest_record, most_bytes});
    if (!file) return refuse(404, "report_lines.cannot_open", {{"path", path}});
    return CsvFile(std::move(*file));
}

bool CsvFile::next_line() {
    constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
    if (!file_.next(line_)) return false;
    if (file_.number() == 1 && line_.starts_with(byte_order_mark)) line_.erase(0, byte_order_mark.size());
    return true;
}

std::optional<CsvRecord> CsvFile::end() {
    if (std::exchange(end_said_, true) || file_.end() == files::LineFile::End::whole) return std::nullopt;
    const char* key =
        file_.end() == files::LineFile::End::endless ? "report_lines.endless" : "report_lines.breaks_off";
    return CsvRecord{file_.number() + 1, {}, Message{key, {}}};
}

void CsvFile::read_record(CsvRecord& record) {
    Record reading(record.fields);
    bool too_long = file_.too_long();
    reading.take(line_);
    while (reading.inside_quotes() && !too_long) {
        reading.line_end();
        if (!next_line()) {
            record.refused = Message{"csv.quote_without_end", {}};
            return;
        }
        reading.take(line_);
        too_long = file_.too_long() || reading.bytes() > longest_record;
    }
    if (too_long)
        record.refused = Message{"report_lines.too_long", {}};
    else if (reading.broken())
        record.refused = Message{"csv.broken", {}};
    else if (!std::ranges::all_of(record.fields, [](const std::string& field) { return valid_utf8(field); }))
        record.refused = Message{"csv.not_utf8", {}};
}

std::optional<CsvRecord> CsvFile::next() {
    while (next_line()) {
        if (!file_.too_long() && line_.find_first_not_of(" \t\r") == std::string::npos) continue;
        CsvRecord record{file_.number(), {}, {}};
        read_record(record);
        return record;
    }
    return end();
}

}  // namespace canyu::imports

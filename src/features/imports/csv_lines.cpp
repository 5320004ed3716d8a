#include "features/imports/csv_lines.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "features/imports/iso_time.hpp"

namespace canyu::imports {
namespace {

enum Role { id, title, text, user, ts, lang, kind };

constexpr std::size_t longest_id = 200;  // bytes

std::string joined(const std::vector<std::string>& headers) {
    std::string text;
    for (const std::string& header : headers) text += (text.empty() ? "" : ", ") + header;
    return shorten(text, 200);
}

NumberedLine refused(std::size_t line, std::string key,
                     std::vector<std::pair<std::string, std::string>> arguments = {}) {
    return {line, RefusedLine{{std::move(key), std::move(arguments)}}};
}

}  // namespace

Result<CsvLines> CsvLines::open(const std::string& path, const std::vector<ColumnChoice>& columns) {
    CANYU_TRY(CsvFile file, CsvFile::open(path));
    CsvLines lines(std::move(file));
    if (auto read = lines.read_header(columns); !read) return std::unexpected(read.error());
    return lines;
}

Result<void> CsvLines::read_header(const std::vector<ColumnChoice>& columns) {
    const auto header = file_.next();
    if (header && header->refused) return std::unexpected(Problem{422, *header->refused, {}});
    std::vector<std::string> names;
    if (header)
        for (const std::string& name : header->fields) names.push_back(clean_line(name));
    width_ = names.size();
    const auto place_of = [&](std::string_view name) {
        const auto found = std::ranges::find_if(
            names, [&](const std::string& header_name) { return fold(header_name) == fold(name); });
        return found == names.end() ? 0 : static_cast<std::size_t>(found - names.begin()) + 1;
    };
    for (std::size_t role = 0; role < roles.size(); ++role) places_[role] = place_of(roles[role]);
    for (const ColumnChoice& choice : columns) {
        const auto role = std::ranges::find(roles, choice.role);
        if (role == roles.end()) return refuse(422, "csv.no_role", {{"role", choice.role}});
        const std::size_t place = place_of(choice.header);
        if (place == 0)
            return refuse(422, "csv.no_column", {{"column", choice.header}, {"columns", joined(names)}});
        places_[static_cast<std::size_t>(role - roles.begin())] = place;
    }
    if (places_[title] == 0 && places_[text] == 0)
        return refuse(422, "csv.no_words_column", {{"columns", joined(names)}});
    return {};
}

std::string CsvLines::field(const CsvRecord& record, std::size_t role) const {
    return places_[role] == 0 ? "" : record.fields[places_[role] - 1];
}

std::optional<NumberedLine> CsvLines::next() {
    const auto record = file_.next();
    if (!record) return std::nullopt;
    if (record->refused) return NumberedLine{record->line, RefusedLine{*record->refused}};
    if (record->fields.size() != width_)
        return refused(
            record->line, "csv.other_fields",
            {{"found", std::to_string(record->fields.size())}, {"wanted", std::to_string(width_)}});
    ReportLine report;
    const std::string own_id = clean_line(field(*record, id));
    if (own_id.size() > longest_id || (own_id.empty() && places_[id] != 0))
        return refused(record->line, "report_lines.bad_id");
    // Without a column of ids a row is known by its line: good for reading the same file again.
    report.id = '"' + (own_id.empty() ? "#" + std::to_string(record->line) : own_id) + '"';
    report.title = field(*record, title);
    report.text = field(*record, text);
    if (clean_line(report.title).empty() && clean_text(report.text).empty())
        return refused(record->line, "report_lines.no_words");
    report.user = clean_line(field(*record, user));
    report.lang = field(*record, lang);
    report.kind = field(*record, kind);
    if (const std::string time = clean_line(field(*record, ts)); !time.empty()) {
        report.ts = parse_time(time);
        if (!report.ts) return refused(record->line, "report_lines.bad_time");
    }
    return NumberedLine{record->line, std::move(report)};
}

}  // namespace canyu::imports

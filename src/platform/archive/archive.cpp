#include "platform/archive/archive.hpp"

#include <algorithm>

#include "platform/archive/row_text.hpp"
#include "platform/db/migrate.hpp"
#include "platform/files/line_file.hpp"
#include "platform/files/packed_file.hpp"

namespace canyu::archive {
namespace {

// A picture of the largest size that is taken in, as base64, and then some.
constexpr std::size_t longest_line = std::size_t{64} << 20;
constexpr std::uintmax_t most_bytes = std::uintmax_t{1} << 40;

std::int64_t all_rows(const Manifest& manifest) {
    std::int64_t rows = 1;  // so that it can be divided by
    for (const Rows& table : manifest.tables) rows += table.rows;
    return rows;
}

// Hears of single rows and tells of shares, now and then.
class Counter {
  public:
    Counter(const Manifest& manifest, const Watch& watch) : all_(all_rows(manifest)), watch_(watch) {}
    void count() {
        if (++done_ % 256 == 0 && watch_) watch_(static_cast<double>(done_) / static_cast<double>(all_));
    }

  private:
    std::int64_t all_;
    std::int64_t done_ = 0;
    const Watch& watch_;
};

const db::AnyTable* find_table(const std::vector<db::AnyTable>& tables, const std::string& name) {
    const auto found = std::ranges::find(tables, name, &db::AnyTable::name);
    return found == tables.end() ? nullptr : &*found;
}

std::unexpected<Problem> refuse_line(const std::string& file, std::size_t line, std::string key,
                                     std::vector<std::pair<std::string, std::string>> more = {}) {
    more.insert(more.begin(), {{"file", file}, {"line", std::to_string(line)}});
    return refuse(422, std::move(key), std::move(more));
}

// "archive.wrong_value" is told with the file and line it was met at.
std::unexpected<Problem> refuse_row(const std::string& file, std::size_t line, Message message) {
    message.arguments.insert(message.arguments.begin(), {{"file", file}, {"line", std::to_string(line)}});
    return std::unexpected(Problem{422, std::move(message), {}});
}

Result<void> insert_row(db::Writer& writer, const db::AnyTable& table, const std::vector<db::Value>& row,
                        const std::string& file, std::size_t line) {
    try {
        table.insert(writer, row);
        return {};
    } catch (const db::UniqueViolation&) {
        return refuse_line(file, line, "archive.row_twice");
    }
}

Result<void> read_table(db::Writer& writer, const db::AnyTable& table, const Rows& wanted,
                        const std::string& folder, Counter& counter) {
    const std::string name = file_of_table(table.name());
    auto lines = files::LineFile::open(folder + '/' + name, {longest_line, most_bytes});
    if (!lines) return refuse(422, "archive.file_missing", {{"file", name}});
    std::int64_t rows = 0;
    for (std::string line; lines->next(line); ++rows) {
        if (lines->too_long()) return refuse_line(name, lines->number(), "archive.line_too_long");
        const auto row = from_line(table, line);
        if (!row) return refuse_row(name, lines->number(), row.error().message);
        if (auto put = insert_row(writer, table, *row, name, lines->number()); !put) return put;
        counter.count();
    }
    if (lines->end() != files::LineFile::End::whole)
        return refuse_line(name, lines->number() + 1, "archive.breaks_off");
    if (rows == wanted.rows) return {};
    return refuse(422, "archive.rows_differ",
                  {{"file", name}, {"found", std::to_string(rows)}, {"wanted", std::to_string(wanted.rows)}});
}

}  // namespace

Manifest describe(db::Reader& reader, const std::vector<std::string>& left_out) {
    Manifest manifest;
    manifest.migrations = db::applied_migrations(reader);
    for (const db::AnyTable& table : db::tables(reader))
        if (std::ranges::find(left_out, table.name()) == left_out.end())
            manifest.tables.push_back({table.name(), table.count(reader)});
    return manifest;
}

void write_tables(db::Reader& reader, Manifest& manifest, const std::string& folder, const Watch& watch) {
    Counter counter(manifest, watch);
    const auto tables = db::tables(reader);
    for (const Rows& wanted : manifest.tables) {
        const db::AnyTable& table = *find_table(tables, wanted.table);
        const std::string name = file_of_table(table.name());
        files::PackedFile file(folder + '/' + name);
        table.each(reader, [&](const std::vector<db::Value>& row) {
            file.write(to_line(table, row) + '\n');
            counter.count();
        });
        file.close();
        manifest.files.push_back(describe_file(folder, name));
    }
}

Result<void> read_tables(db::Writer& writer, const Manifest& manifest, const std::string& folder,
                         const Watch& watch) {
    if (const std::string full = table_with_rows(writer); !full.empty())
        return refuse(409, "archive.not_empty", {{"table", full}});
    Counter counter(manifest, watch);
    const auto tables = db::tables(writer);
    for (const Rows& wanted : manifest.tables) {
        const db::AnyTable* table = find_table(tables, wanted.table);
        if (table == nullptr) return refuse(422, "archive.unknown_table", {{"table", wanted.table}});
        if (auto taken = read_table(writer, *table, wanted, folder, counter); !taken) return taken;
    }
    return {};
}

std::string table_with_rows(db::Reader& reader) {
    for (const db::AnyTable& table : db::tables(reader))
        if (table.count(reader) > 0) return table.name();
    return "";
}

}  // namespace canyu::archive

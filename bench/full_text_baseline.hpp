// What a database brings along: SQLite's FTS5 with its trigram tokenizer and bm25(), as somebody would use
// it.
#pragma once

#include <sqlite3.h>

#include <filesystem>
#include <set>
#include <string>
#include <string_view>

#include "base/check.hpp"
#include "base/text.hpp"

namespace canyu::bench {

// The words are indexed, not kept. Its file goes with it.
class FullTextBaseline {
  public:
    explicit FullTextBaseline(std::filesystem::path file) : file_(std::move(file)) {
        std::filesystem::remove(file_);
        CANYU_CHECK(sqlite3_open(file_.c_str(), &database_) == SQLITE_OK);
        run("pragma journal_mode = off; pragma synchronous = off; pragma cache_size = -200000;"
            "create virtual table said using fts5(title, body, content = '', tokenize = 'trigram');"
            "begin");
        insert_ = prepare("insert into said(rowid, title, body) values (?, ?, ?)");
        find_ = prepare("select rowid from said where said match ? order by bm25(said, 3.0, 1.0) limit 10");
    }
    ~FullTextBaseline() {
        sqlite3_finalize(insert_);
        sqlite3_finalize(find_);
        sqlite3_close(database_);
        std::filesystem::remove(file_);
    }
    FullTextBaseline(const FullTextBaseline&) = delete;
    FullTextBaseline& operator=(const FullTextBaseline&) = delete;

    void add(std::int64_t id, const std::string& title, const std::string& body) {
        sqlite3_bind_int64(insert_, 1, id);
        bind(insert_, 2, title);
        bind(insert_, 3, body);
        CANYU_CHECK(sqlite3_step(insert_) == SQLITE_DONE);
        sqlite3_reset(insert_);
    }
    void finish() { run("commit"); }

    // How many rows were found.
    int find(const std::string& text) {
        const std::string terms = any_of(text);
        bind(find_, 1, terms);
        int found = 0;
        while (sqlite3_step(find_) == SQLITE_ROW) ++found;
        sqlite3_reset(find_);
        return found;
    }

  private:
    // Every distinct three letters of the text, one of which must be said.
    static std::string any_of(std::string_view text) {
        std::vector<std::size_t> starts;
        for (std::size_t at = 0; at < text.size(); next_character(text, at)) starts.push_back(at);
        starts.push_back(text.size());
        std::set<std::string_view> distinct;
        for (std::size_t i = 0; i + 3 < starts.size(); ++i)
            distinct.insert(text.substr(starts[i], starts[i + 3] - starts[i]));
        std::string query;
        for (const std::string_view letters : distinct) {
            if (letters.find('"') != std::string_view::npos) continue;
            query += (query.empty() ? "\"" : " OR \"") + std::string(letters) + "\"";
        }
        return query;
    }

    void run(const char* sql) {
        CANYU_CHECK(sqlite3_exec(database_, sql, nullptr, nullptr, nullptr) == SQLITE_OK);
    }
    sqlite3_stmt* prepare(const char* sql) {
        sqlite3_stmt* statement = nullptr;
        CANYU_CHECK(sqlite3_prepare_v2(database_, sql, -1, &statement, nullptr) == SQLITE_OK);
        return statement;
    }
    static void bind(sqlite3_stmt* statement, int place, const std::string& text) {
        sqlite3_bind_text(statement, place, text.data(), static_cast<int>(text.size()), SQLITE_STATIC);
    }

    std::filesystem::path file_;
    sqlite3* database_ = nullptr;
    sqlite3_stmt* insert_ = nullptr;
    sqlite3_stmt* find_ = nullptr;
};

}  // namespace canyu::bench

// Finds what people wrote, in Chinese and every other script, the same on SQLite and PostgreSQL.
//
//     search::add(writer, {.id = topic.id, .kind = "topic", …});          // in the transaction that writes
//     the topic search::Page page = search::find(reader, {.text = "锁屏 wifi", .audiences = {"everyone"},
//     .now = now});
//
// A document is found when it has every term of the query (base/text.hpp: words, and pairs of Han
// characters); the last word may be a beginning. Functions may be called from any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.hpp"
#include "base/id.hpp"
#include "base/shape.hpp"
#include "platform/db/db.hpp"

namespace canyu::search {

struct Document {
    Id id;             // of the topic, post, …; unique over all kinds
    std::string kind;  // "topic", "post", "demand", "report", …
    Id product_id;     // Id{} where it concerns no product
    std::string url;   // path and query within the site
    std::string title;
    std::string text;  // plain, without markup
    std::optional<std::string> language{};
    Time time{};
    std::string visible_to = "everyone";  // one audience, of letters, digits, '-' and ':'
};
BOOST_DESCRIBE_STRUCT(Document, (), (id, kind, product_id, url, title, text, language, time, visible_to))

// Adds the document, or puts it in the place of the one with its id.
void add(db::Writer& writer, const Document& document);
void remove(db::Writer& writer, Id id);

// Makes the index anew from the documents, which are all there is to know; for a database that was moved.
void rebuild(db::Writer& writer);
// Documents without an index entry and entries without a document.
std::int64_t count_unindexed(db::Reader& reader);

struct Query {
    std::string text;  // as typed
    // The same with other words: what has every term of one of these is found as well, after the rest.
    std::vector<std::string> said_otherwise{};
    std::vector<std::string> audiences;  // those the reader belongs to; nothing is found without one
    std::optional<Id> product_id{};      // any product when empty
    std::vector<std::string> kinds{};    // any kind when empty
    Time now{};                          // newer documents come somewhat earlier
    std::int64_t page = 1;               // from 1
    std::int64_t page_size = 20;
};

// A part of a text to mark, as byte positions [start, end) on character boundaries.
struct Mark {
    std::int64_t start = 0;
    std::int64_t end = 0;
    bool operator==(const Mark&) const = default;
};
BOOST_DESCRIBE_STRUCT(Mark, (), (start, end))

struct Hit {
    Id id;
    std::string kind;
    Id product_id;
    std::string url;
    std::string title;
    std::vector<Mark> title_marks;
    std::string
        snippet;  // about 160 characters where most of the terms are, with "…" where something was cut
    std::vector<Mark> snippet_marks;
    std::optional<std::string> language;
    Time time{};
    bool operator==(const Hit&) const = default;
};
BOOST_DESCRIBE_STRUCT(Hit, (),
                      (id, kind, product_id, url, title, title_marks, snippet, snippet_marks, language, time))

struct Page {
    std::vector<Hit> hits;
    std::int64_t total = 0;   // documents found
    bool more_exist = false;  // there are older ones beyond `total` that were not looked at
};
BOOST_DESCRIBE_STRUCT(Page, (), (hits, total, more_exist))

// The best first: how often and where the terms stand (BM25 with a heavier title), whether they stand
// together, and how new the document is. Among more than 1,000 matches, the 1,000 newest and the 300 newest
// with all terms in the title are compared. An empty query, or one without letters and digits, finds nothing.
Page find(db::Reader& reader, const Query& query);

}  // namespace canyu::search

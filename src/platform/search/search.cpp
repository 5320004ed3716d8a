#include "platform/search/search.hpp"

#include <algorithm>
#include <unordered_set>

#include "base/check.hpp"
#include "platform/db/by_ids.hpp"
#include "platform/search/rank.hpp"
#include "platform/search/snippet.hpp"
#include "platform/search/terms.hpp"

namespace canyu::search {
namespace {

constexpr std::int64_t most_candidates = 1000;
constexpr std::int64_t most_title_candidates = 300;
constexpr std::size_t snippet_characters = 160;

constexpr const char* select_documents =
    "select id, kind, product_id, url, title, text, language, time, visible_to from search_document where "
    "id ";

bool is_audience(std::string_view name) {
    return !name.empty() && std::ranges::all_of(name, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == ':';
    });
}

// ",a,b," for `? like '%,' || column || ',%'`, which is `column in (…)` with one parameter for any number of
// names.
std::string as_list(const std::vector<std::string>& names) {
    std::string list = ",";
    for (const std::string& name : names) list += name + ',';
    return list;
}

// Ids grow with time, so the order by id is the newest first; both engines walk it without sorting by another
// column.
std::string candidates_sql(db::Engine engine, Scope scope) {
    const bool sqlite = engine == db::Engine::sqlite;
    const std::string key = sqlite ? "search_index.rowid" : "search_index.id";
    const std::string vector = scope == Scope::title ? "title_vector" : "vector";
    return "select search_document.id, search_document.time, title_terms, text_terms from search_index join "
           "search_document on search_document.id = " +
           key + " where " + (sqlite ? "search_index match ?" : vector + " @@ cast(? as tsquery)") +
           " and ? like '%,' || visible_to || ',%' and (? is null or product_id = ?) "
           "and (? = ',' or ? like '%,' || kind || ',%') order by " +
           key + " desc limit ?";
}

std::vector<Candidate> candidates(db::Reader& reader, const Query& query, const std::vector<Term>& terms,
                                  Scope scope, std::int64_t limit) {
    const std::string kinds = as_list(query.kinds);
    return reader.rows<Candidate>(candidates_sql(reader.engine(), scope),
                                  match_expression(reader.engine(), terms, scope), as_list(query.audiences),
                                  query.product_id, query.product_id, kinds, kinds, limit);
}

Hit make_hit(Document document, const std::vector<Term>& terms) {
    Snippet snippet = make_snippet(document.text, terms, snippet_characters);
    Hit hit;
    hit.id = document.id;
    hit.kind = std::move(document.kind);
    hit.product_id = document.product_id;
    hit.url = std::move(document.url);
    hit.title_marks = find_marks(document.title, terms);
    hit.title = std::move(document.title);
    hit.snippet = std::move(snippet.text);
    hit.snippet_marks = std::move(snippet.marks);
    hit.language = std::move(document.language);
    hit.time = document.time;
    return hit;
}

std::vector<Hit> load_hits(db::Reader& reader, const std::vector<Id>& ids, const std::vector<Term>& terms) {
    auto documents = db::rows_by_ids<Document>(reader, std::string(select_documents) + "in ", ids);
    std::vector<Hit> hits;
    for (const Id id : ids)
        for (Document& document : documents)
            if (document.id == id) hits.push_back(make_hit(std::move(document), terms));
    return hits;
}

void index(db::Writer& writer, const Document& document) {
    const std::string title = index_terms(document.title);
    const std::string text = index_terms(document.text);
    if (writer.engine() == db::Engine::sqlite) {
        writer.execute("insert into search_index(rowid, title_terms, text_terms) values(?, ?, ?)",
                       document.id, title, text);
    } else {
        writer.execute(
            "insert into search_index(id, title_terms, text_terms, title_vector, vector) values(?, ?, ?, "
            "array_to_tsvector(string_to_array(?, ' ')), array_to_tsvector(string_to_array(?, ' ')))",
            document.id, title, text, title, title + (title.empty() || text.empty() ? "" : " ") + text);
    }
}

struct Found {
    std::vector<Id> ids;  // the best first
    bool more_exist = false;
};

Found find_all(db::Reader& reader, const Query& query, const std::vector<Term>& terms) {
    Found all;
    std::vector<Candidate> found = candidates(reader, query, terms, Scope::everything, most_candidates + 1);
    if (std::ssize(found) > most_candidates) {
        all.more_exist = true;
        found.pop_back();
        const Id oldest = found.back().id;
        for (Candidate& candidate : candidates(reader, query, terms, Scope::title, most_title_candidates))
            if (candidate.id < oldest) found.push_back(std::move(candidate));
    }
    all.ids = rank(found, terms, query.now);
    return all;
}

}  // namespace

void add(db::Writer& writer, const Document& document) {
    CANYU_CHECK(is_audience(document.visible_to));
    remove(writer, document.id);
    writer.insert("search_document", document);
    index(writer, document);
}

void rebuild(db::Writer& writer) {
    constexpr std::int64_t at_once = 200;
    writer.execute("delete from search_index");
    for (Id after;;) {
        const auto documents =
            writer.rows<Document>(std::string(select_documents) + "> ? order by id limit ?", after, at_once);
        if (documents.empty()) return;
        for (const Document& document : documents) index(writer, document);
        after = documents.back().id;
    }
}

std::int64_t count_unindexed(db::Reader& reader) {
    const std::string key = reader.engine() == db::Engine::sqlite ? "rowid" : "id";
    return reader.value<std::int64_t>(
        "select (select count(*) from search_document where id not in (select " + key +
        " from search_index)) + (select count(*) from search_index where " + key +
        " not in (select id from search_document))");
}

void remove(db::Writer& writer, Id id) {
    writer.execute("delete from search_document where id = ?", id);
    const bool sqlite = writer.engine() == db::Engine::sqlite;
    writer.execute(
        sqlite ? "delete from search_index where rowid = ?" : "delete from search_index where id = ?", id);
}

Page find(db::Reader& reader, const Query& query) {
    CANYU_CHECK(query.page_size >= 1 && std::ranges::all_of(query.audiences, is_audience));
    Page page;
    std::vector<Term> terms;
    std::vector<Id> ids;
    std::unordered_set<Id> known;
    std::vector<std::string> texts = {query.text};
    texts.insert(texts.end(), query.said_otherwise.begin(), query.said_otherwise.end());
    for (const std::string& text : texts) {
        const std::vector<Term> wanted = query_terms(text);
        if (wanted.empty()) continue;
        Found found = find_all(reader, query, wanted);
        page.more_exist = page.more_exist || found.more_exist;
        for (const Id id : found.ids)
            if (known.insert(id).second) ids.push_back(id);
        terms.insert(terms.end(), wanted.begin(), wanted.end());
    }
    page.total = std::ssize(ids);
    // The page number is as a person sent it; beyond the last page there is nothing.
    const std::int64_t pages_before = std::clamp<std::int64_t>(query.page - 1, 0, page.total);
    const std::int64_t first = std::min(page.total, pages_before * query.page_size);
    const std::int64_t last = std::min(page.total, first + query.page_size);
    page.hits = load_hits(reader, {ids.begin() + first, ids.begin() + last}, terms);
    return page;
}

}  // namespace canyu::search

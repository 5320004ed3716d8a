#include "platform/search/search.hpp"

#include <doctest/doctest.h>

#include <fstream>
#include <iterator>
#include <random>

#include "base/text.hpp"
#include "platform/db/migrate.hpp"
#include "platform/db/test_databases.hpp"

using namespace canyu;

namespace {

const Time now = time_from_milliseconds(1800000000000);

void migrate(db::Database& database) {
    std::vector<std::string> texts;
    const std::vector<std::string> names{"202611220620_search.sql", "202611220755_search_pending.sql"};
    for (const std::string& name : names) {
        std::ifstream file(CANYU_SOURCE_DIR "/src/platform/search/migrations/" + name);
        texts.emplace_back(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>{});
    }
    db::migrate(database, {{names[0], texts[0]}, {names[1], texts[1]}}, now);
}

search::Document topic(std::int64_t id, std::string title, std::string text = "") {
    search::Document document;
    document.id = Id{id};
    document.kind = "topic";
    document.product_id = Id{1};
    document.url = "/t/" + std::to_string(id);
    document.title = std::move(title);
    document.text = std::move(text);
    document.time = now;
    return document;
}

void add_all(db::Database& database, const std::vector<search::Document>& documents) {
    database.write([&](db::Writer& w) {
        for (const search::Document& document : documents) search::add(w, document);
    });
}

search::Page find(db::Database& database, search::Query query) {
    query.now = now;
    return database.read([&](db::Reader& r) { return search::find(r, query); });
}

std::vector<std::int64_t> ids(db::Database& database, const std::string& text) {
    std::vector<std::int64_t> found;
    for (const search::Hit& hit : find(database, {.text = text, .audiences = {"everyone"}}).hits)
        found.push_back(hit.id.value);
    return found;
}

std::vector<std::string> marked(const std::string& text, const std::vector<search::Mark>& marks) {
    std::vector<std::string> parts;
    for (const search::Mark& mark : marks)
        parts.push_back(text.substr(static_cast<std::size_t>(mark.start),
                                    static_cast<std::size_t>(mark.end - mark.start)));
    return parts;
}

using Ids = std::vector<std::int64_t>;
using Words = std::vector<std::string>;

}  // namespace

TEST_CASE("documents are found by what they say, in any script") {
    db::on_each_database([](db::Database& database) {
        migrate(database);
        add_all(database,
                {topic(1, "锁屏拍照慢", "按电源键两次，锁屏下拍照要等三秒。"),
                 topic(2, "Slow camera", "Wi-Fi is fine, the camera is slow; ＷＩＦＩ6 too."),
                 topic(3, "拍照很好", "锁定曝光之后，屏幕很亮"), topic(4, "Приложение падает", "при запуске"),
                 topic(5, "手机发热", "玩游戏时很卡")});
        CHECK(ids(database, "锁屏") == Ids{1});
        CHECK(ids(database, "鎖屏拍照") == Ids{1});
        CHECK(ids(database, "拍照") == Ids{1, 3});
        CHECK(ids(database, "卡") == Ids{5});
        CHECK(ids(database, "热") == Ids{5});
        CHECK(ids(database, "SLOW  Camera!") == Ids{2});
        CHECK(ids(database, "cam") == Ids{2});
        CHECK(ids(database, "cam slow") == Ids{});
        CHECK(ids(database, "wifi") == Ids{2});
        CHECK(ids(database, "падает") == Ids{4});
        CHECK(ids(database, "游戏 slow") == Ids{});
        CHECK(ids(database, "").empty());
        CHECK(ids(database, "！？ 😀").empty());
    });
}

TEST_CASE("a query is never read as a query language") {
    db::on_each_database([](db::Database& database) {
        migrate(database);
        add_all(database, {topic(1, "NOT near or and"), topic(2, "title_terms")});
        for (const char* text :
             {"\"", "'", "a\" OR \"b", "NEAR(a b)", "a*", "^a", "a:b", "x & !y | (z)", "\\", "%", "';--"})
            CHECK_NOTHROW(ids(database, text));
        CHECK(ids(database, "not AND or") == Ids{1});
        CHECK(ids(database, "{title_terms} : terms") == Ids{2});
        CHECK(ids(database, std::string(100000, 'a')).empty());
    });
}

TEST_CASE("what is replaced or removed is not found any more") {
    db::on_each_database([](db::Database& database) {
        migrate(database);
        add_all(database, {topic(1, "first words"), topic(2, "first")});
        add_all(database, {topic(1, "other words")});
        CHECK(ids(database, "first") == Ids{2});
        CHECK(ids(database, "other") == Ids{1});
        database.write([](db::Writer& w) { search::remove(w, Id{1}); });
        CHECK(ids(database, "other").empty());
        CHECK(ids(database, "words").empty());
    });
}

TEST_CASE("only what the reader may see, of the product and kinds asked for") {
    db::on_each_database([](db::Database& database) {
        migrate(database);
        search::Document staff = topic(1, "word");
        staff.visible_to = "staff";
        search::Document other_product = topic(2, "word");
        other_product.product_id = Id{2};
        search::Document post = topic(3, "word");
        post.kind = "post";
        add_all(database, {staff, other_product, post});
        const auto count = [&](search::Query query) {
            query.text = "word";
            return find(database, query).total;
        };
        CHECK(count({.audiences = {}}) == 0);
        CHECK(count({.audiences = {"everyone"}}) == 2);
        CHECK(count({.audiences = {"members", "staff"}}) == 1);
        CHECK(count({.audiences = {"everyone"}, .product_id = Id{2}}) == 1);
        CHECK(count({.audiences = {"everyone", "staff"}, .kinds = {"post", "topic"}}) == 3);
        CHECK(count({.audiences = {"everyone", "staff"}, .kinds = {"post"}}) == 1);
    });
}

TEST_CASE("the better and the newer comes first") {
    db::on_each_database([](db::Database& database) {
        migrate(database);
        search::Document old = topic(9, "camera");
        old.time = now - std::chrono::hours{24 * 365};
        add_all(database,
                {topic(1, "other", "a camera among many other words of a long text that goes on and on"),
                 topic(2, "camera"), old, topic(3, "other", "camera camera camera")});
        CHECK(ids(database, "camera") == Ids{2, 9, 3, 1});
        add_all(database, {topic(11, "slow when hot", "and the lock is slow too"),
                           topic(12, "slow lock", "hot"), topic(13, "lock slow", "hot")});
        CHECK(ids(database, "slow lock") == Ids{12, 13, 11});
    });
}

TEST_CASE("the matched parts are marked where they stand") {
    db::on_each_database([](db::Database& database) {
        migrate(database);
        const std::string before(600, 'x');
        add_all(database,
                {topic(1, "鎖屏 拍照：Lock-Screen", before + "\n之后锁屏拍照就慢 LOCKER " + before)});
        const search::Hit hit =
            find(database, {.text = "拍照 锁屏 lock", .audiences = {"everyone"}}).hits.at(0);
        CHECK(marked(hit.title, hit.title_marks) == Words{"鎖屏", "拍照", "Lock"});
        CHECK(marked(hit.snippet, hit.snippet_marks) == Words{"锁屏拍照", "LOCKER"});
        // 锁屏拍照 in one piece is in the text only, the title's pieces are marked all the same.
        CHECK(ids(database, "锁屏拍照") == Ids{1});
        CHECK(hit.snippet.starts_with("…"));
        CHECK(hit.snippet.ends_with("…"));
        CHECK(count_characters(hit.snippet) == 162);
    });
}

TEST_CASE("long results come in pages") {
    db::on_each_database([](db::Database& database) {
        migrate(database);
        std::vector<search::Document> documents;
        for (int i = 1; i <= 1100; ++i) documents.push_back(topic(i, i == 5 ? "word" : "title", "word"));
        add_all(database, documents);
        search::Query query{.text = "word", .audiences = {"everyone"}, .page_size = 30};
        const search::Page first = find(database, query);
        CHECK(first.hits.size() == 30);
        CHECK(first.hits[0].id == Id{5});
        CHECK(first.hits[1].id == Id{1100});
        CHECK(first.total == 1001);
        CHECK(first.more_exist);
        query.page = 34;
        CHECK(find(database, query).hits.size() == 11);
        for (const std::int64_t beyond : {std::int64_t{35}, std::numeric_limits<std::int64_t>::max()}) {
            query.page = beyond;
            CHECK(find(database, query).hits.empty());
        }
    });
}

TEST_CASE("both engines answer the same list") {
    const std::vector<std::string> words{"锁屏",   "拍照", "慢",   "卡顿", "相机", "camera", "cam",  "slow",
                                         "slower", "lock", "wifi", "6",    "电池", "發熱",   "Über", "naïve"};
    std::vector<std::vector<search::Page>> answers;
    db::on_each_database([&](db::Database& database) {
        migrate(database);
        std::minstd_rand random(7);
        const auto sentence = [&](std::size_t count) {
            std::string text;
            for (std::size_t i = 0; i < count; ++i)
                text += words[random() % words.size()] + (random() % 3 == 0 ? "" : " ");
            return text;
        };
        std::vector<search::Document> documents;
        for (int i = 1; i <= 300; ++i) {
            documents.push_back(topic(i, sentence(3), sentence(random() % 40)));
            documents.back().time = now - std::chrono::hours{random() % 10000};
        }
        add_all(database, documents);
        std::vector<search::Page>& pages = answers.emplace_back();
        for (int i = 0; i < 100; ++i)
            pages.push_back(find(database, {.text = sentence(1 + random() % 3), .audiences = {"everyone"}}));
    });
    std::int64_t total = 0;
    for (const search::Page& page : answers.at(0)) total += page.total;
    CHECK(total > 1000);
    for (std::size_t engine = 1; engine < answers.size(); ++engine)
        for (std::size_t i = 0; i < answers[engine].size(); ++i) {
            CHECK(answers[engine][i].total == answers[0][i].total);
            CHECK(answers[engine][i].hits == answers[0][i].hits);
        }
}

TEST_CASE("what says it otherwise comes after what says it, once, with its own words marked") {
    db::on_each_database([](db::Database& database) {
        migrate(database);
        add_all(database, {topic(1, "手机发烫", "充电的时候"), topic(2, "手机发热", "玩游戏"),
                           topic(3, "手机发热又发烫", "夏天"), topic(4, "手机", "很慢")});
        const auto found = [&](std::int64_t page) {
            return find(database, {.text = "手机发热",
                                   .said_otherwise = {"手机发烫", "！"},
                                   .audiences = {"everyone"},
                                   .page = page,
                                   .page_size = 2});
        };
        CHECK(ids(database, "手机发热").size() == 2);
        const search::Page first = found(1);
        CHECK(first.total == 3);
        CHECK(Ids{first.hits.at(0).id.value, first.hits.at(1).id.value} == ids(database, "手机发热"));
        const search::Page second = found(2);
        REQUIRE(second.hits.size() == 1);
        CHECK(second.hits[0].id == Id{1});
        CHECK(marked("手机发烫", second.hits[0].title_marks) == Words{"手机发烫"});
    });
}

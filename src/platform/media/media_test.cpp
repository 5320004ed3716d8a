#include "platform/media/media.hpp"

#include <doctest/doctest.h>

#include "platform/db/test_migrated.hpp"

using namespace canyu;
using namespace canyu::media;

namespace {

const std::string digest(64, 'd');

Reencoded picture() {
    std::string bytes;
    for (int i = 0; i < 256; ++i) bytes += static_cast<char>(i);
    return {{640, 480, 3}, digest, {bytes}, {"small" + std::string(1, '\0')}};
}

}  // namespace

TEST_CASE("media: a picture is kept once, whoever brings it") {
    db::on_each_migrated_database([](db::Database& database) {
        const ManualClock clock(time_from_milliseconds(1'800'000'000'000));
        IdSource ids(clock, 0);
        for (const std::int64_t person : {7, 8})
            database.write(
                [&](db::Writer& writer) { store(writer, ids, Id{person}, picture(), clock.now()); });
        database.read([&](db::Reader& reader) {
            CHECK(reader.value<std::int64_t>("select count(*) from media") == 1);
            CHECK(reader.value<Id>("select person_id from media") == Id{7});
            CHECK(reader.value<Time>("select created_at from media") == clock.now());
        });
    });
}

TEST_CASE("media: one person fills a day, not the disk") {
    db::on_each_migrated_database([](db::Database& database) {
        ManualClock clock(time_from_milliseconds(1'800'000'000'000));
        IdSource ids(clock, 0);
        const auto size =
            static_cast<std::int64_t>(picture().full.value.size() + picture().preview.value.size());
        const auto may = [&](std::int64_t person, std::int64_t limit) {
            return database.read([&](db::Reader& reader) {
                return may_store(reader, Id{person}, clock.now(), limit).has_value();
            });
        };
        database.write([&](db::Writer& writer) { store(writer, ids, Id{7}, picture(), clock.now()); });
        CHECK(may(7, size + 1));
        CHECK(!may(7, size));
        CHECK(may(8, size));
        clock.advance(std::chrono::days(1));
        CHECK(may(7, size));
    });
}

TEST_CASE("media: it is found by its digest, in both sizes") {
    db::on_each_migrated_database([](db::Database& database) {
        const SystemClock clock;
        IdSource ids(clock, 0);
        database.write([&](db::Writer& writer) { store(writer, ids, Id{7}, picture(), clock.now()); });
        database.read([](db::Reader& reader) {
            CHECK(find(reader, digest, Size::full)->bytes == picture().full);
            CHECK(find(reader, digest, Size::preview)->bytes == picture().preview);
            CHECK(find(reader, digest, Size::preview)->content_type == "image/webp");
            CHECK(describe(reader, digest) == Picture{640, 480, 3});
            CHECK_FALSE(find(reader, std::string(64, 'e'), Size::full).has_value());
            CHECK_FALSE(describe(reader, "' or '1'='1").has_value());
            CHECK_FALSE(describe(reader, std::string(64, '\0')).has_value());
            CHECK_FALSE(find(reader, std::string(64, '\0'), Size::full).has_value());
        });
    });
}

TEST_CASE("media: an address leads to its digest and nowhere else") {
    CHECK(address(digest, Size::full) == "/media/" + digest);
    CHECK(address(digest, Size::preview) == "/media/" + digest + "?size=preview");
    for (const Size size : {Size::full, Size::preview}) CHECK(digest_in(address(digest, size)) == digest);
    for (const std::string& other :
         {std::string("/media/"), "/media/" + digest + "0", "/media/" + digest + "?size=full",
          "media/" + digest, "https://x.example/media/" + digest, "//media/" + digest,
          "/media/" + std::string(64, 'D'), std::string()})
        CHECK_MESSAGE(!digest_in(other), other);
}

TEST_CASE("media: a preview fits into its box and is never larger than the picture") {
    CHECK(preview_of({1600, 800, 9}) == Picture{320, 160, 1});
    CHECK(preview_of({800, 1600, 1}) == Picture{160, 320, 1});
    CHECK(preview_of({300, 200, 1}) == Picture{300, 200, 1});
    CHECK(preview_of({1600, 1, 1}) == Picture{320, 1, 1});
}

#include "features/moderation/moderation.hpp"

#include <doctest/doctest.h>

#include <map>

#include "features/moderation/store.hpp"
#include "features/participation/participation.hpp"
#include "features/reading/reading.hpp"
#include "platform/db/test_migrated.hpp"

using namespace canyu;
using namespace canyu::moderation;
using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;

namespace {

constexpr Id words{500};  // of the author

// A place with one thing that can be moderated, people of all kinds, and a clock.
struct Court {
    db::Database& store;
    ManualClock clock{time_from_milliseconds(1'800'000'000'000)};
    IdSource ids{clock, 1};
    std::map<Id, Visibility> visibility{{words, Visibility::shown}};
    Kinds kinds;
    Id author;
    Id ann;
    Id judge_one;
    Id judge_two;

    explicit Court(db::Database& database) : store(database) {
        author = add("spammer", web::Role::member);
        ann = add("ann_of_old", web::Role::member);
        judge_one = add("judge_one", web::Role::staff);
        judge_two = add("judge_two", web::Role::staff);
        kinds.push_back({"post", "forum.a_post",
                         [this](db::Reader&, const std::vector<Id>& asked, web::Language) {
                             std::vector<Piece> pieces;
                             for (const Id id : asked)
                                 if (id == words)
                                     pieces.push_back(
                                         {words, author, "", {"<p>buy</p>"}, "/t/1", "", "", {}});
                             return pieces;
                         },
                         [this](db::Writer&, IdSource&, Id id, Visibility now, const std::string&, Time) {
                             visibility[id] = now;
                         }});
    }
    Id add(const std::string& name, web::Role role) {
        return *store.write([&](db::Writer& writer) {
            return people::add(writer, ids, {name, "", "", role, "", ""}, "", clock.now());
        });
    }
    Acting acting(Id by) { return {ids, kinds, by, clock.now()}; }
    Result<void> flag_by(Id person) {
        return store.write([&](db::Writer& writer) {
            return flag(writer, acting(person), "post", words, FlagReason::spam, "");
        });
    }
    Id review() {
        return store.read([&](db::Reader& reader) { return store::find(reader, "post", words)->id; });
    }
    store::Case state() {
        return store.read([&](db::Reader& reader) { return *store::find(reader, "post", words); });
    }
    Result<void> decide_by(Id person, Verdict verdict, const std::string& reason = "advertising") {
        return store.write([&, id = review()](db::Writer& writer) {
            return decide(writer, acting(person), id, {verdict, reason, 7});
        });
    }
    // Somebody who took part and read for long enough to be a member, or a regular.
    void grow(Id person, int topics, int on_days) {
        for (int i = 0; i < topics; ++i) {
            if (i % (topics / on_days) == 0) clock.advance(days(1));
            store.write(
                [&](db::Writer& writer) { reading::advance(writer, person, Id{1000 + i}, 1, clock.now()); });
        }
    }
    void help(Id person, int times) {
        for (int i = 0; i < times; ++i)
            store.write([&](db::Writer& writer) {
                reading::mark_helpful(writer, {Id{2000 + i}, judge_one, person, 1.0, clock.now()});
            });
    }
    Level level(Id person) {
        return store.read(
            [&](db::Reader& reader) { return level_of(record_of(reader, person, clock.now())); });
    }
    Result<std::optional<Cause>> judged(Id person, std::int64_t links = 0) {
        return store.read(
            [&](db::Reader& reader) { return judge(reader, {person, false, links}, clock.now()); });
    }
    void post(Id person, int times) {
        for (int i = 0; i < times; ++i)
            store.write([&](db::Writer& writer) {
                participation::record(writer, ids,
                                      {person,
                                       {},
                                       "product",
                                       participation::Verb::post,
                                       participation::Object::post,
                                       Id{3000 + i}},
                                      clock.now());
            });
    }
};

void in_a_court(const std::function<void(Court&)>& test) {
    db::on_each_migrated_database([&](db::Database& database) {
        Court court(database);
        test(court);
    });
}

}  // namespace

TEST_CASE("moderation: trust grows from 0.3 with age and deeds, up to 1") {
    CHECK(trust(Milliseconds{0}, 0) == doctest::Approx(0.3));
    CHECK(trust(days(14), 5) == doctest::Approx(0.65));
    CHECK(trust(days(14), 0) == doctest::Approx(0.475));
    CHECK(trust(days(10'000), 10'000) == doctest::Approx(1));
    CHECK(trust(Milliseconds{-5}, 0) == doctest::Approx(0.3));
}

TEST_CASE("moderation: a level is earned by reading on days and by being found helpful") {
    in_a_court([](Court& court) {
        CHECK(court.level(court.ann) == Level::newcomer);
        court.grow(court.ann, 6, 1);
        CHECK(court.level(court.ann) == Level::newcomer);  // much on one day is not enough
        court.grow(court.ann, 36, 12);
        CHECK(court.level(court.ann) == Level::member);
        court.help(court.ann, 3);
        CHECK(court.level(court.ann) == Level::regular);
    });
}

TEST_CASE("moderation: a newcomer's link, an author under a block and haste are held first") {
    in_a_court([](Court& court) {
        CHECK(!*court.judged(court.author));
        CHECK(*court.judged(court.author, 1) == Cause::newcomer_links);
        CHECK(court.judged(court.author, 3).error().fields.at(0).message.key == "moderation.too_many_links");
        CHECK(!*court.judged(court.judge_one, 50));
        court.post(court.author, 10);
        CHECK(*court.judged(court.author) == Cause::too_fast);
        court.clock.advance(minutes(3));
        CHECK(!*court.judged(court.author));
        court.post(court.author, 10);
        const auto often = court.judged(court.author);
        REQUIRE(!often);
        CHECK(often.error().status == 429);
        CHECK(often.error().message.arguments.at(1).second == "0:57");
        court.clock.advance(minutes(57));
        CHECK(!*court.judged(court.author));
    });
}

TEST_CASE("moderation: a mob of fresh accounts hides nothing, people who were right before do") {
    in_a_court([](Court& court) {
        for (int i = 0; i < 12; ++i)
            REQUIRE(court.flag_by(court.add("fresh_" + std::to_string(i), web::Role::member)));
        CHECK(court.visibility[words] == Visibility::shown);
        CHECK(court.state().state == CaseState::waiting);
        REQUIRE(court.flag_by(court.judge_one));
        CHECK(court.visibility[words] == Visibility::held);
        CHECK(court.flag_by(court.judge_one).error().message.key == "moderation.flagged_already");
        CHECK(court.flag_by(court.author).error().message.key == "moderation.flag_own");
        REQUIRE(court.store.write([&](db::Writer& writer) {
            return take_flag_back(writer, court.acting(court.judge_one), "post", words);
        }));
        CHECK(court.visibility[words] == Visibility::shown);
    });
    CHECK(flag_weight(0.9, 0, 0) == doctest::Approx(0.3));
    CHECK(flag_weight(0.9, 7, 7) == doctest::Approx(0.72));
    CHECK(flag_weight(0.9, 0, 7) == doctest::Approx(0.09));
}

TEST_CASE("moderation: who flagged rightly weighs more next time") {
    in_a_court([](Court& court) {
        REQUIRE(court.flag_by(court.ann));
        const Id id = court.review();
        const double first =
            court.store.read([&](db::Reader& reader) { return store::flags_of(reader, id).at(0).weight; });
        CHECK(first == doctest::Approx(trust(Milliseconds{0}, 1) / 3));  // joining is a deed
        REQUIRE(court.decide_by(court.judge_one, Verdict::decline));
        court.store.read([&](db::Reader& reader) {
            CHECK(store::count_flags_by(reader, court.ann, FlagOutcome::upheld) == 1);
            CHECK(store::flags_of(reader, id).at(0).outcome == FlagOutcome::upheld);
        });
        CHECK(court.flag_by(court.judge_two).error().message.key == "moderation.away_already");
    });
}

TEST_CASE("moderation: decline and block holds what follows, and undoing gives everything back") {
    in_a_court([](Court& court) {
        REQUIRE(court.flag_by(court.ann));
        CHECK(court.decide_by(court.judge_one, Verdict::decline, "no").error().fields.at(0).field ==
              "reason");
        REQUIRE(court.decide_by(court.judge_one, Verdict::decline_and_block));
        CHECK(court.visibility[words] == Visibility::hidden);
        CHECK(*court.judged(court.author) == Cause::blocked_author);
        CHECK(court.decide_by(court.judge_two, Verdict::approve).error().message.key ==
              "moderation.decided_already");
        REQUIRE(court.store.write([&, id = court.review()](db::Writer& writer) {
            return undo(writer, court.acting(court.judge_two), id);
        }));
        CHECK(court.visibility[words] == Visibility::shown);
        CHECK(court.state().state == CaseState::waiting);
        CHECK(!*court.judged(court.author));
        REQUIRE(court.decide_by(court.judge_one, Verdict::decline_and_block));
        court.clock.advance(days(7));
        CHECK(!*court.judged(court.author));
    });
}

TEST_CASE("moderation: approve and trust lets a newcomer's links stand from then on") {
    in_a_court([](Court& court) {
        court.store.write([&](db::Writer& writer) {
            hold(writer, court.ids, "post", words, court.author, Cause::newcomer_links, court.clock.now());
        });
        court.visibility[words] = Visibility::held;
        REQUIRE(court.decide_by(court.judge_one, Verdict::approve_and_trust, ""));
        CHECK(court.visibility[words] == Visibility::shown);
        CHECK(court.level(court.author) == Level::member);
        CHECK(!*court.judged(court.author, 1));
        REQUIRE(court.store.write([&, id = court.review()](db::Writer& writer) {
            return undo(writer, court.acting(court.judge_one), id);
        }));
        CHECK(court.visibility[words] == Visibility::held);
        CHECK(*court.judged(court.author, 1) == Cause::newcomer_links);
    });
}

TEST_CASE("moderation: the author appeals once, and another of the staff answers") {
    in_a_court([](Court& court) {
        REQUIRE(court.flag_by(court.ann));
        const Id id = court.review();
        const auto appeal_by = [&](Id person) {
            return court.store.write([&](db::Writer& writer) {
                return appeal(writer, court.acting(person), id, "It was a joke");
            });
        };
        const auto answer_by = [&](Id person, bool granted) {
            return court.store.write([&](db::Writer& writer) {
                return answer_appeal(writer, court.acting(person), id, granted, "So it was");
            });
        };
        CHECK(appeal_by(court.author).error().message.key == "moderation.nothing_declined");
        REQUIRE(court.decide_by(court.judge_one, Verdict::decline_and_block));
        CHECK(appeal_by(court.ann).error().status == 403);
        REQUIRE(appeal_by(court.author));
        CHECK(appeal_by(court.author).error().message.key == "moderation.appealed_already");
        CHECK(answer_by(court.judge_one, true).error().message.key == "moderation.another_answers");
        REQUIRE(answer_by(court.judge_two, true));
        CHECK(court.visibility[words] == Visibility::shown);
        CHECK(!*court.judged(court.author));
        court.store.read([&](db::Reader& reader) {
            CHECK(store::count_flags_by(reader, court.ann, FlagOutcome::dismissed) == 1);
            CHECK(count_waiting(reader) == 0);
            const auto lines = store::lines_of(reader, id);
            CHECK(lines.back().act == ModerationAct::appeal_granted);
            CHECK(lines.back().by_person == court.judge_two);
        });
    });
}

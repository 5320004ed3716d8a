// What is counted of people's words, and what the team decides about them.
#include <algorithm>
#include <random>

#include "engines/surfacing/synonyms.hpp"
#include "engines/surfacing/words/synonyms.hpp"
#include "engines/surfacing/words/test_words.hpp"
#include "features/words/store.hpp"
#include "features/words/test_house.hpp"

using namespace canyu;
using namespace canyu::words;
using std::chrono::days;
using surfacing::text_saying;

namespace {

// Three weeks in which ten people speak of other things, then a day on which six say 发烫.
std::vector<Id> talk_of_heat(House& house) {
    for (int day = 0; day < 21; ++day) {
        house.clock.advance(days(1));
        for (std::int64_t person = 1; person <= 10; ++person)
            house.say(person, text_saying(house.random, {"锁屏", "通知栏"}));
    }
    house.clock.advance(days(7));
    std::vector<Id> hot;
    for (std::int64_t person = 1; person <= 6; ++person)
        hot.push_back(house.say(person, text_saying(house.random, {"发烫"})));
    house.clock.advance(days(1));
    return hot;
}

// Of one demand people say 发烫 or 烫手 on the same occasions, of another other things.
void talk_in_two_ways(House& house, int rounds) {
    const std::vector<std::string> occasions = {"充电时", "玩游戏", "看视频", "导航时", "拍照片"};
    for (int i = 0; i < rounds; ++i) {
        const std::string occasion = occasions[house.random() % 5];
        house.say(i + 1, text_saying(house.random, {occasion, i % 2 == 0 ? "发烫" : "烫手", "严重"}), Id{1});
        house.say(i + 1, text_saying(house.random, {"通知栏", i % 2 == 0 ? "图标" : "字体", "消失"}), Id{2});
    }
}

const Synonym* pair_of(const std::vector<Synonym>& pairs, const std::string& one, const std::string& other) {
    const auto found = std::ranges::find_if(pairs, [&](const Synonym& pair) {
        return (pair.one_shown == one && pair.other_shown == other) ||
               (pair.one_shown == other && pair.other_shown == one);
    });
    return found == pairs.end() ? nullptr : &*found;
}

std::string problem_of(const Result<Synonym>& result) {
    if (result) return "";
    const Problem& problem = result.error();
    return problem.fields.empty() ? problem.message.key
                                  : problem.fields[0].field + ": " + problem.fields[0].message.key;
}

}  // namespace

TEST_CASE("words: what many say this week and nobody said before is hot; what was hidden is not heard") {
    in_a_house([](House& house) {
        const std::vector<Id> said = talk_of_heat(house);
        const std::vector<HotTerm> hot = house.hot();
        REQUIRE(hot.size() == 1);
        CHECK(hot[0].shown == "发烫");
        CHECK(hot[0].people == 6);
        CHECK(!hot[0].growth.has_value());
        CHECK(hot[0].reports == std::vector{said[5], said[4], said[3]});

        for (std::size_t i = 0; i < 4; ++i) house.hide(said[i]);
        CHECK(house.hot().empty());
    });
}

TEST_CASE("words: who is held at a demand makes no word hot by what they say there, and elsewhere does") {
    in_a_house([](House& house) {
        const std::vector<Id> said = talk_of_heat(house);
        for (const Id one : said)
            house.store.write([&](db::Writer& writer) {
                report::put(writer, one, Id{7}, Id{7}, house.staff, house.clock.now());
            });
        for (std::int64_t person = 1; person <= 4; ++person) house.held.push_back({Id{8}, Id{person}});
        CHECK(house.hot().at(0).people == 6);
        for (Held& one : house.held) one.demand = Id{7};
        CHECK(house.hot().empty());
        house.held.pop_back();
        CHECK(house.hot().at(0).people == 3);
    });
}

TEST_CASE("words: praise and complaint of the last seven days stand beside those of the seven before") {
    in_a_house([](House& house) {
        house.say(1, "太卡了，老是闪退，气死我了");
        house.clock.advance(days(8));
        house.say(1, "拍照很清晰，很喜欢");
        house.say(2, "续航很给力，满意");
        house.say(3, "太卡了，老是闪退");
        house.say(4, "明天星期三");
        house.hide(house.say(5, "垃圾，太差了"));
        house.clock.advance(days(1));
        house.hot();
        const auto week = house.store.read([&](db::Reader& r) { return store::week(r, house.product); });
        REQUIRE(week.has_value());
        CHECK(week->reports == 4);
        CHECK(week->praise == 2);
        CHECK(week->complaint == 1);
        CHECK(week->mixed == 0);
        CHECK(week->reports_before == 1);
        CHECK(week->complaint_before == 1);
    });
}

TEST_CASE("words: a pair is proposed with its evidence; what was refused is not proposed again") {
    in_a_house([](House& house) {
        talk_in_two_ways(house, 260);
        house.propose();
        const std::vector<Synonym> proposed = house.in_state(SynonymState::proposed);
        CHECK(proposed.size() <= most_proposals);
        const Synonym* heat = pair_of(proposed, "发烫", "烫手");
        REQUIRE(heat != nullptr);
        CHECK(heat->one < heat->other);
        CHECK(heat->one_reports == 130);
        CHECK(heat->both_reports == 0);
        CHECK(store::ids_in(heat->one_examples).size() == surfacing::synonym_examples);
        CHECK(heat->contexts.find("充电时\n") != std::string::npos);

        REQUIRE(house.decide(&Approved::refuse, heat->id));
        house.propose();
        CHECK(pair_of(house.in_state(SynonymState::proposed), "发烫", "烫手") == nullptr);
        CHECK(house.in_state(SynonymState::refused).size() == 1);
        REQUIRE(house.decide(&Approved::take_back, heat->id));
        house.propose();
        REQUIRE(pair_of(house.in_state(SynonymState::proposed), "发烫", "烫手") != nullptr);
        CHECK(pair_of(house.in_state(SynonymState::proposed), "发烫", "烫手")->id == heat->id);
    });
}

TEST_CASE("words: of fewer than 500 reports nothing is proposed, and what was proposed goes") {
    in_a_house([](House& house) {
        talk_in_two_ways(house, 249);
        house.propose();
        CHECK(house.in_state(SynonymState::proposed).empty());
        talk_in_two_ways(house, 1);
        house.propose();
        CHECK(!house.in_state(SynonymState::proposed).empty());
        house.hide(house.store.read([](db::Reader& reader) { return report::all_after(reader, Id{}, 1); })
                       .front()
                       .id);
        house.propose();
        CHECK(house.in_state(SynonymState::proposed).empty());
    });
}

TEST_CASE("words: searches follow what is approved once it is committed, and another process when it reads") {
    in_a_house([](House& house) {
        CHECK(house.otherwise("手机发热").empty());
        const Id pair = house.add(" 发热 ", "发烫").value().id;
        CHECK(house.otherwise("手机发热") == std::vector<std::string>{"手机发烫"});
        CHECK(house.approved.of(Id{})->variants("发烫") == std::vector<std::string>{"发热"});
        CHECK(house.approved.of(Id{99}) == nullptr);

        Approved elsewhere;
        elsewhere.load(house.store);
        CHECK(elsewhere.of(house.product)->variants("发热") == std::vector<std::string>{"发烫"});
        REQUIRE(house.decide(&Approved::refuse, pair));
        CHECK(house.otherwise("手机发热").empty());
        REQUIRE(house.decide(&Approved::approve, pair));
        CHECK(house.otherwise("手机发热").size() == 1);
        REQUIRE(house.decide(&Approved::take_back, pair));
        CHECK(house.otherwise("手机发热").empty());
        CHECK(problem_of(house.decide(&Approved::approve, pair)) == "problem.not_found");
        CHECK(house.acts() ==
              std::vector<std::string>{"words.act_taken_back 发烫 = 发热", "words.act_approved 发烫 = 发热",
                                       "words.act_refused 发烫 = 发热", "words.act_added 发烫 = 发热"});
    });
}

TEST_CASE("words: an act that is rolled back leaves searches as they were") {
    in_a_house([](House& house) {
        const auto failed = house.act([&](db::Writer& writer, const Approved::Acting& acting) {
            (void)house.approved.add(writer, acting, house.product, "发热", "发烫");
            return Result<Synonym>(not_found());
        });
        CHECK(problem_of(failed) == "problem.not_found");
        CHECK(house.otherwise("发热").empty());
        CHECK(house.in_state(SynonymState::approved).empty());
    });
}

TEST_CASE("words: a pair by hand needs two different words; what was refused may be added after all") {
    in_a_house([](House& house) {
        CHECK(problem_of(house.add("", "发烫")) == "one: field.required");
        CHECK(problem_of(house.add("发热", std::string(41, 'x'))) == "other: field.too_long");
        CHECK(problem_of(house.add("！？", "发烫")) == "one: words.no_letters");
        CHECK(problem_of(house.add("Wi-Fi", "ＷＩ-ＦＩ")) == "other: words.same_word");
        CHECK(house.acts().empty());
        const Id pair = house.add("发热", "发烫").value().id;
        CHECK(house.add("发烫", "发热").value().id == pair);
        CHECK(house.acts().size() == 1);  // adding it again was no act
        REQUIRE(house.decide(&Approved::refuse, pair));
        CHECK(house.add("发烫", "发热").value().id == pair);
        CHECK(house.in_state(SynonymState::approved).size() == 1);
        CHECK(house.in_state(SynonymState::approved)[0].decided_by == house.staff);
        REQUIRE(house.decide(&Approved::approve, pair));
        CHECK(house.acts().size() == 3);  // approving it again was no act
    });
}

TEST_CASE("words: a text speaks by its words, and most texts do not") {
    const auto mixed = mood_of("拍照很清晰，就是太卡了，老是闪退");
    REQUIRE(mixed.has_value());
    CHECK(mixed->opinion == Opinion::mixed);
    CHECK(mixed->opinion_words.size() >= 2);
    CHECK(mood_of("续航很给力，满意")->opinion == Opinion::praise);
    CHECK(mood_of("太卡了，老是闪退")->opinion == Opinion::complaint);
    CHECK(!mood_of("明天星期三").has_value());
}

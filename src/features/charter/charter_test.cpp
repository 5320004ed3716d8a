#include "features/charter/charter.hpp"

#include "features/squads/test_office.hpp"

using namespace canyu;
using namespace canyu::charter;
using squads::TestOffice;

namespace {

Words as_written(TestOffice& office) {
    return {{office.product,
             "一部用得久的手机",
             "A phone that lasts",
             "手里只有一只手空着的人",
             "People with one hand free",
             "",
             "",
             {}},
            "",
            ""};
}

std::string writing(TestOffice& office, const Words& words, const std::string& reason = "") {
    return office.refusal([&](db::Writer& w, const Acting& a) { return write(w, a, words, reason); });
}

Node node(TestOffice& office, const std::string& keyword) {
    return {.product_id = office.product,
            .keyword_zh = "快",
            .keyword_en = keyword,
            .proof_zh = "秒表量的",
            .proof_en = "By a stopwatch",
            .story_zh = "猫还没走，照片已经拍好了",
            .story_en = "The cat is still there"};
}

std::string adding(TestOffice& office, const Node& node, const std::string& reason = "People say so") {
    return office.refusal([&](db::Writer& w, const Acting& a) { return add_node(w, a, node, reason); });
}

std::vector<Node> nodes_of(TestOffice& office) {
    return office.read([&](db::Reader& r) { return nodes(r, office.product); });
}

std::vector<std::string> keywords(TestOffice& office) {
    std::vector<std::string> found;
    for (const Node& one : nodes_of(office)) found.push_back(one.keyword_en);
    return found;
}

Id stage(TestOffice& office, const std::string& name) {
    return office
        .write([&](db::Writer& w) {
            return begin_stage(w, {office.ids, office.person("zhao_gong"), office.now()}, "阶段", name);
        })
        .value();
}

}  // namespace

TEST_CASE("the first words need no reason, every change does, and what was said before stays") {
    squads::in_an_office([](TestOffice& office) {
        Words said = as_written(office);
        said.charter.what_en = "It";
        CHECK(writing(office, said) == "field.too_short");
        CHECK(writing(office, as_written(office)) == "");
        said = as_written(office);
        said.charter.what_en = "A phone that lasts five years";
        CHECK(writing(office, said) == "field.required");
        CHECK(writing(office, said, "We know how long by now") == "");
        const auto changed = office.read([&](db::Reader& r) { return changes(r, office.product); });
        REQUIRE(changed.size() == 1);
        CHECK(changed.front().part == Part::what);
        CHECK(changed.front().was_en == "A phone that lasts");
        CHECK(changed.front().reason == "We know how long by now");
    });
}

TEST_CASE("whose pain it ends is said by demands and reports that are there") {
    squads::in_an_office([](TestOffice& office) {
        const Id kept = office.floating("The camera opens late");
        const Id merged = office.quiet("The camera is slow");
        const Id report = office.say("a_member", "One hand is always full");
        Words said = as_written(office);
        said.demands = "9";
        CHECK(writing(office, said) == "demand.no_such_number");
        said.demands = "1, 2";
        said.reports = "/reports/7";
        CHECK(writing(office, said) == "charter.no_such_report");
        said.reports = "/reports/" + to_string(report) + ", " + to_string(report);
        CHECK(writing(office, said) == "");
        const auto demands = [&] {
            return office.read([&](db::Reader& r) { return demands_of(r, office.product); });
        };
        CHECK(demands().size() == 2);
        CHECK(office.read([&](db::Reader& r) { return reports_of(r, office.product); }) ==
              std::vector{report});
        REQUIRE(office
                    .write([&](db::Writer& w) {
                        return office.demands.merge(w, merged, kept, office.person("zhao_gong"),
                                                    office.now());
                    })
                    .has_value());
        CHECK(demands() == std::vector{kept});
    });
}

TEST_CASE("five nodes are told in an order that can be changed") {
    squads::in_an_office([](TestOffice& office) {
        CHECK(adding(office, node(office, "first"), "") == "field.required");
        Node unproven = node(office, "first");
        unproven.proof_en = "";
        CHECK(adding(office, unproven) == "field.required");
        unproven.measure_id = Id{7};
        CHECK(adding(office, unproven) == "field.choice");
        for (const char* keyword : {"first", "second", "third", "fourth", "fifth"})
            CHECK(adding(office, node(office, keyword)) == "");
        CHECK(adding(office, node(office, "sixth")) == "charter.nodes_full");

        const auto moved = [&](const std::string& keyword, Direction direction) {
            for (const Node& one : nodes_of(office))
                if (one.keyword_en == keyword)
                    office.act(
                        [&](db::Writer& w, const Acting& a) { return move_node(w, a, one.id, direction); });
            return keywords(office);
        };
        CHECK(moved("first", Direction::up).front() == "first");
        CHECK(moved("fifth", Direction::down).back() == "fifth");
        CHECK(moved("first", Direction::down) ==
              std::vector<std::string>{"second", "first", "third", "fourth", "fifth"});
        CHECK(moved("fifth", Direction::up) ==
              std::vector<std::string>{"second", "first", "third", "fifth", "fourth"});

        const Node gone = nodes_of(office).front();
        office.act([&](db::Writer& w, const Acting& a) {
            return remove_node(w, a, gone.id, "Nobody says it that way");
        });
        CHECK(keywords(office).front() == "first");
        const auto changed = office.read([&](db::Reader& r) { return changes(r, office.product); });
        CHECK(changed.front().was_en == "second: The cat is still there");
    });
}

TEST_CASE("one product stands in front of the present stage, and hands over in sight") {
    squads::in_an_office([](TestOffice& office) {
        const Id earbuds =
            office
                .write([&](db::Writer& w) {
                    return products::create(w, office.ids,
                                            {{}, "earbuds", "耳机", "Earbuds", "一副耳机", "A pair", 3, {}},
                                            office.now());
                })
                .value()
                .id;
        const Id first = stage(office, "The beginning");
        const auto putting = [&](Id where, Id product, Id from) {
            return office.refusal([&](db::Writer& w, const Acting& a) {
                return set_flagship(w, a, where, product, from, "Our best hands are there");
            });
        };
        CHECK(putting(first, office.product, earbuds) == "charter.flagship_none");
        CHECK(putting(first, Id{7}, Id{}) == "field.choice");
        CHECK(putting(first, office.product, Id{}) == "");
        CHECK(putting(first, earbuds, Id{}) == "charter.flagship_is");
        CHECK(putting(first, office.product, office.product) == "charter.flagship_already");
        CHECK(putting(first, earbuds, office.product) == "");
        const auto handed_over = [&](Id product) {
            return office.read([&](db::Reader& r) { return changes(r, product); }).size();
        };
        CHECK(handed_over(office.product) == 2);
        CHECK(handed_over(earbuds) == 1);

        const Id second = stage(office, "The next");
        CHECK(putting(first, office.product, earbuds) == "charter.stage_over");
        CHECK(putting(second, office.product, Id{}) == "");
        CHECK(putting(Id{7}, office.product, Id{}) == "problem.not_found");
    });
}

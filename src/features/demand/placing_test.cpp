#include "features/demand/test_house.hpp"

using namespace canyu;
using namespace canyu::demand;

TEST_CASE("demand: a report waits until it has a demand or a stated no demand") {
    in_a_house([](TestHouse& house) {
        const Id thanks = house.say(house.people[0], "Thank you all");
        const Id camera = house.say(house.people[1], "The camera is slow");
        const auto waiting = [&] {
            return house.read([&](db::Reader& r) { return report::count_waiting(r, house.product); });
        };
        CHECK(waiting() == 2);
        const auto without_reason = house.write(
            [&](db::Writer& w) { return house.demands.no_demand(w, thanks, "", house.staff, house.now()); });
        CHECK_FALSE(without_reason.has_value());
        REQUIRE(house.write([&](db::Writer& w) {
            return house.demands.no_demand(w, thanks, "A kind word, thank you", house.staff, house.now());
        }));
        house.found(camera, "Camera is slow");
        CHECK(waiting() == 0);
        CHECK(house.words(thanks).state == report::ReportState::no_demand);
        CHECK(house.words(camera).state == report::ReportState::placed);
        CHECK(house.words(camera).placed_by == house.staff);
    });
}

TEST_CASE("demand: words are refused empty, and a source's number only once") {
    in_a_house([](TestHouse& house) {
        NewReport words;
        words.person = house.people[0];
        words.product = house.product;
        words.source = "import:a.jsonl";
        words.source_id = "7";
        const auto say = [&] {
            return house.write([&](db::Writer& w) { return house.demands.report(w, words, house.now()); });
        };
        CHECK_FALSE(say().has_value());
        words.text = "Rings too quietly";
        CHECK(say().has_value());
        CHECK(refusal(say()) == "report.known_already");
        words.source = "import:b.jsonl";
        CHECK(say().has_value());
    });
}

TEST_CASE("demand: the engine joins what says the same and founds the rest") {
    in_a_house([](TestHouse& house) {
        house.add_other_talk();
        const auto place = [&](Id report) {
            const auto placed =
                house.write([&](db::Writer& w) { return house.demands.place(w, report, Id{}, house.now()); });
            REQUIRE(placed.has_value());
            return *placed;
        };
        const std::string words =
            "锁屏下打开相机要等两秒，等它打开猫都走了。娃第一次自己站起来，我双击电源键，黑的，黑的，好了，坐"
            "下了。";
        const Id first = place(house.say(house.people[0], words));
        const Id second = place(house.say(house.people[1], words));
        const Id other = place(house.say(house.people[2], "日历要有农历提醒，爸妈的生日都按农历过"));
        CHECK(first == second);
        CHECK(other != first);
        CHECK(house.get(first).people == 2);
        CHECK(house.get(other).title == "日历要有农历提醒，爸妈的生日都按农历过");
    });
}

TEST_CASE("demand: suggestions mark the words they share and escape the rest") {
    in_a_house([](TestHouse& house) {
        house.add_other_talk();
        house.demand(0, "<b>Camera</b> is slow from the lock screen");
        const auto found = house.suggest("camera <script> lock screen");
        REQUIRE(found.size() == 1);
        CHECK(found[0].marked_title.value.find("<mark>Camera</mark>") != std::string::npos);
        CHECK(found[0].marked_title.value.find("&lt;b&gt;") != std::string::npos);
        CHECK(found[0].marked_title.value.find("<b>") == std::string::npos);
        CHECK(found[0].demand.url == "/demands/phone/1");
        CHECK(house.suggest("完全无关的话").empty());
    });
}

TEST_CASE("demand: what is rolled back is never suggested") {
    in_a_house([](TestHouse& house) {
        house.add_other_talk();
        const auto undone = house.write([&](db::Writer& w) -> Result<Id> {
            NewReport words;
            words.person = house.people[0];
            words.product = house.product;
            words.text = "The torch takes three taps in the dark";
            const auto said = house.demands.report(w, words, house.now());
            (void)house.demands.found(w, said.value(), "Torch in the dark", house.staff, house.now());
            return refuse(409, "demand.not_open");
        });
        CHECK_FALSE(undone.has_value());
        CHECK(house.suggest("torch in the dark").empty());
    });
}

TEST_CASE("demand: load reads everything as it stands") {
    in_a_house([](TestHouse& house) {
        house.add_other_talk();
        const Id camera = house.demand(0, "The camera is slow from the lock screen");
        Demands fresh(house.store, house.ids, house.clock);
        const auto suggest = [&] {
            return house.read([&](db::Reader& r) {
                return fresh.suggest(r, house.product, "", "camera from the lock screen", 5);
            });
        };
        CHECK(suggest().empty());
        fresh.load();
        CHECK(suggest().at(0).demand.id == camera);
    });
}

TEST_CASE("demand: a report stays within its product") {
    in_a_house([](TestHouse& house) {
        NewReport words;
        words.person = house.people[0];
        words.product = house.other_product;
        words.text = "The left one falls out";
        const Id camera = house.demand(1, "The camera is slow from the lock screen");
        const Id left =
            house.write([&](db::Writer& w) { return house.demands.report(w, words, house.now()); }).value();
        CHECK(refusal(house.write([&](db::Writer& w) {
                  return house.demands.put_into(w, left, camera, house.staff, house.now());
              })) == "demand.other_product");
    });
}

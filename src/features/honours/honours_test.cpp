// Titles are earned by deeds that are cited, once, and never give money alone.
#include "features/honours/honours.hpp"

#include <doctest/doctest.h>

#include "features/honours/store.hpp"
#include "features/squads/test_office.hpp"

using namespace canyu;
using namespace canyu::honours;
using squads::Acting;
using squads::in_an_office;
using squads::TestOffice;

namespace {

Title title(std::int64_t needed) {
    Title title;
    title.name_zh = "老师傅";
    title.name_en = "Old hand";
    title.needed = needed;
    title.gives_function = "Tries builds two days early";
    return title;
}

// A report of theirs shipped.
Id ship_report(TestOffice& office, const std::string& name, std::int64_t number) {
    office.clock.advance(std::chrono::minutes(1));
    return office.write([&](db::Writer& w) {
        const Id deed =
            participation::record(w, office.ids,
                                  {office.person(name), office.product, "product",
                                   participation::Verb::report, participation::Object::report, Id{number}},
                                  office.now());
        w.insert("credit", credits::Credit{office.person(name), deed, credits::CreditKind::report_shipped,
                                           office.product, Id{8}, office.now()});
        return deed;
    });
}

void give(TestOffice& office) {
    office.write([&](db::Writer& w) { give_titles(w, office.ids, office.now()); });
}

std::size_t titles_of(TestOffice& office, const std::string& name) {
    return office.read([&](db::Reader& r) { return of_person(r, office.person(name)); }).size();
}

}  // namespace

TEST_CASE("honours: what gives money alone is refused, and what gives nothing") {
    in_an_office([](TestOffice& office) {
        Title money = title(1);
        money.gives_function.clear();
        money.gives_benefit = "100 off";
        const auto define_it = [&](db::Writer& w, const Acting& acting) { return define(w, acting, money); };
        CHECK(office.refusal(define_it) == "honours.cash_only");
        money.gives_benefit = "  ";
        CHECK(office.refusal(define_it) == "honours.gives_nothing");
        for (std::string Title::* line :
             {&Title::gives_function, &Title::gives_information, &Title::gives_honour}) {
            Title more = money;
            more.gives_benefit = "100 off";
            more.*line = "Something more";
            office.act([&](db::Writer& w, const Acting& acting) { return define(w, acting, more); });
        }
        const Id id = office.write([&](db::Writer& w) {
            return define(w, {office.ids, office.person("lin_gong"), office.now()}, title(1)).value();
        });
        CHECK(office.refusal([&](db::Writer& w, const Acting& acting) {
            Title words = title(1);
            words.gives_function.clear();
            words.gives_benefit = "100 off";
            return reword(w, acting, id, words);
        }) == "honours.cash_only");
    });
}

TEST_CASE("honours: enough credits give a title once, to members, and say which") {
    in_an_office([](TestOffice& office) {
        const Id id = office.write([&](db::Writer& w) {
            return define(w, {office.ids, office.person("lin_gong"), office.now()}, title(2)).value();
        });
        const Id first = ship_report(office, "a_member", 1);
        give(office);
        CHECK(titles_of(office, "a_member") == 0);
        const Id second = ship_report(office, "a_member", 2);
        ship_report(office, "a_member", 3);
        ship_report(office, "chen_gong", 4);
        ship_report(office, "chen_gong", 5);
        give(office);
        give(office);
        CHECK(titles_of(office, "a_member") == 1);
        CHECK(titles_of(office, "another") == 0);
        CHECK(titles_of(office, "chen_gong") == 0);
        const auto credits = office.read(
            [&](db::Reader& r) { return earned_by(r, find(r, id).value(), office.person("a_member")); });
        REQUIRE(credits.size() == 2);
        CHECK(credits[0].deed_id == first);
        CHECK(credits[1].deed_id == second);
        CHECK(office.read([&](db::Reader& r) {
            return participation::count(r, office.person("a_member"), participation::Verb::earn);
        }) == 1);
    });
}

TEST_CASE("honours: one that ended is given to nobody more, and stays with who has it") {
    in_an_office([](TestOffice& office) {
        const Id id = office.write([&](db::Writer& w) {
            return define(w, {office.ids, office.person("lin_gong"), office.now()}, title(1)).value();
        });
        ship_report(office, "a_member", 1);
        give(office);
        const auto stop = [&](db::Writer& w, const Acting& acting) { return end(w, acting, id); };
        office.act(stop);
        CHECK(office.refusal(stop) == "honours.ended_already");
        ship_report(office, "another", 2);
        give(office);
        CHECK(titles_of(office, "a_member") == 1);
        CHECK(titles_of(office, "another") == 0);
    });
}

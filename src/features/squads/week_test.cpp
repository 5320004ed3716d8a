// The week of a squad's people, as their letter tells it.
#include "features/squads/week.hpp"

#include "features/squads/test_office.hpp"
#include "features/words/words.hpp"
#include "platform/web/language.hpp"

using namespace canyu;
using namespace canyu::squads;

namespace {

constexpr const char* sentences =
    "msgid \"squads.week_of\"\nmsgstr \"{product}:\"\n\n"
    "msgid \"squads.week_surfaced\"\nmsgstr \"up:\"\n\n"
    "msgid \"squads.week_words\"\nmsgstr \"said:\"\n\n"
    "msgid \"squads.week_word\"\nmsgstr \" {word} {people}\"\n\n"
    "msgid \"squads.week_waits_one\"\nmsgstr \"one waits\"\n\n"
    "msgid \"squads.week_waits\"\nmsgstr \"{count} wait\"\n";

std::string week_of(TestOffice& office, const std::string& person) {
    web::Catalog catalog;
    catalog.add(web::Language::en, sentences, "test.po");
    return office.read([&](db::Reader& reader) {
        return squads::week_of(reader, catalog, web::Language::en, "https://talk.example",
                               office.person(person), office.now());
    });
}

// Three weeks of other talk, then four people who say the same new word.
void talk(TestOffice& office) {
    const std::vector<std::string> talkers = {"chen_gong", "wu_gong", "a_member", "another"};
    for (int day = 0; day < 21; ++day) {
        office.clock.advance(std::chrono::days(1));
        for (const std::string& name : talkers) office.say(name, "the camera opens");
    }
    office.clock.advance(std::chrono::days(7));
    for (const std::string& name : talkers) office.say(name, "a flicker");
    office.clock.advance(std::chrono::hours(1));
    words::count_week(office.store, office.product, demand::held, office.now());
}

}  // namespace

TEST_CASE("squads: the week tells what surfaced, what is said more than usual, and what waits") {
    in_an_office([](TestOffice& office) {
        office.squad("lin_gong");
        office.squad("lin_gong");
        CHECK(week_of(office, "lin_gong").empty());
        const Id old = office.floating("The torch is slow");
        talk(office);
        office.floating("The camera is slow");
        office.quiet("The alarm is late");
        CHECK(office.read([&](db::Reader& reader) { return demand::find(reader, old); })->above_water);
        CHECK(week_of(office, "lin_gong") ==
              "Phone:\nup:\n· The camera is slow\n  https://talk.example/demands/phone/2\n"
              "· The alarm is late\n  https://talk.example/demands/phone/3\n"
              "said: flicker 4\n  https://talk.example/studio/words?product=phone\n"
              "88 wait\n  https://talk.example/studio/inbox?product=phone\n\n");
        CHECK(week_of(office, "wu_gong").empty());
    });
}

// Copies and rewordings are known, honest words and the headings of a form are not taken for them.
#include "engines/surfacing/rising/copying.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>

using namespace canyu;
using namespace canyu::surfacing;
using std::chrono::days;
using std::chrono::hours;

namespace {

const Time start = time_from_milliseconds(1'800'000'000'000);
constexpr auto wish =
    "I would love to see the pictures of a conversation on one page so that I find them again";

Copy say(Copying& copying, std::int64_t who, Time at, std::string_view text, bool established = false) {
    return copying.hear({Id{who}, Id{who}, at, established, phrases_of("", text)});
}

}  // namespace

TEST_CASE("phrases are runs of words; names and numbers end them") {
    CHECK(phrases_of("", "one two").empty());
    CHECK(phrases_of("", "red green blue").size() == 1);
    CHECK(phrases_of("", "Red, green; BLUE!") == phrases_of("", "red green blue"));
    CHECK(phrases_of("red green", "blue").empty());  // not over the end of the title
    CHECK(phrases_of("", "at onCreate in 4.4.2 of sendMessage for 17 by").empty());
    CHECK(phrases_of("", "求加指纹解锁").size() == 2);
    CHECK(phrases_of("", "\xff\xfe red green blue \xff").size() == 1);
    std::string long_text;
    for (int i = 0; i < 1000; ++i)
        long_text +=
            std::string(1, static_cast<char>('a' + i % 26)) + static_cast<char>('a' + i / 26 % 26) + "word ";
    const Phrases kept = phrases_of("", long_text);
    CHECK(kept.size() == kept_phrases);
    CHECK(std::ranges::is_sorted(kept));
}

TEST_CASE("who says it first is no copy, who says it again is, whatever the demand") {
    Copying copying;
    CHECK(say(copying, 1, start, wish).correlation == 0);
    const Copy copy = say(copying, 2, start + hours(1), wish);
    CHECK(copy.correlation > 0.8);
    CHECK(copy.from == Id{1});
    CHECK(copy.sources == std::vector{Id{1}});
    const Copy own =
        say(copying, 3, start + hours(2), "My photos get lost in long chats, a gallery would help");
    CHECK(own.correlation == 0);
    CHECK(!own.from);
}

TEST_CASE("a person may repeat themselves") {
    Copying copying;
    copying.hear({Id{1}, Id{7}, start, false, phrases_of("", wish)});
    say(copying, 2, start + hours(1), wish);
    CHECK(copying.hear({Id{3}, Id{7}, start + hours(2), false, phrases_of("", wish)}).correlation == 0);
}

TEST_CASE("rewordings of one template are known by what all of them said, though no two are alike") {
    constexpr const char* openings[] = {"please build a page of pictures", "we need a page for pictures",
                                        "give us one page with pictures", "make a single page of pictures"};
    constexpr const char* endings[] = {"because I cannot find anything in there",
                                       "since scrolling takes me ages", "as my friends send so very many",
                                       "for everybody who looks for old ones"};
    Copying copying;
    double last = 0;
    for (int i = 0; i < 16; ++i)
        last = say(copying, i + 1, start + hours(i),
                   std::string(openings[i % 4]) + ' ' + endings[(i % 4 + i / 4) % 4])
                   .correlation;
    CHECK(last > 0.7);
}

TEST_CASE("a short sentence said twice is half an accident") {
    Copying copying;
    say(copying, 1, start, "please add fingerprints");
    const Copy copy = say(copying, 2, start, "please add fingerprints");
    CHECK(copy.correlation == doctest::Approx(1.0 / 3));
    CHECK(copy.sources.empty());
}

TEST_CASE("what established people say becomes commonplace for good, what newcomers say does not") {
    for (const bool established : {true, false}) {
        Copying copying;
        for (int i = 0; i < 3; ++i) say(copying, i + 1, start + hours(i), wish, established);
        CHECK((say(copying, 9, start + days(1), wish).correlation > 0) == !established);
        if (established) CHECK(say(copying, 10, start + days(400), wish).correlation == 0);
    }
}

TEST_CASE("what nobody said for long is forgotten") {
    Copying copying;
    say(copying, 1, start, wish);
    CHECK(say(copying, 2, start + days(59), wish).correlation > 0);
    CHECK(say(copying, 3, start + days(59 + 60), wish).correlation == 0);
}

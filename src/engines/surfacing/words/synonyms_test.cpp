// Synonyms: words that stand in each other's places and are said of the same demands by different people.
#include "engines/surfacing/words/synonyms.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <random>
#include <string>
#include <vector>

#include "engines/surfacing/words/test_words.hpp"

using namespace canyu;
using namespace canyu::surfacing;

namespace {

// Of demand 1 people say "发烫" or "烫手" of the same occasions, never both; of demand 2 "卡顿" of the same
// occasions as well; of demand 3 other things.
struct Stream {
    std::vector<std::string> texts;
    std::vector<DemandReport> reports;
    std::mt19937 random{61};

    Stream() {
        const std::vector<std::string> occasions = {"充电时", "玩游戏", "看视频", "导航时", "拍照片"};
        for (int i = 0; i < 120; ++i) {
            const std::string occasion = occasions[random() % 5];
            say(1, {occasion, i % 2 == 0 ? "发烫" : "烫手", "严重"});
            say(2, {occasion, "卡顿", "严重"});
            say(3, {"通知栏", i % 2 == 0 ? "图标" : "字体", "消失"});
        }
        std::size_t at = 0;
        for (DemandReport& report : reports) report.text = texts[at++];
    }

    void say(std::int64_t demand, const std::vector<std::string>& words) {
        texts.push_back(text_saying(random, words));
        reports.push_back({Id{std::ssize(texts)}, Id{demand}, {}});
    }

    [[nodiscard]] std::vector<SynonymProposal> propose(std::size_t limit = 50) const {
        return propose_synonyms(Vocabulary::learn(std::vector<std::string_view>(texts.begin(), texts.end())),
                                reports, limit);
    }
};

const SynonymProposal* find(const std::vector<SynonymProposal>& proposals, std::string_view one,
                            std::string_view other) {
    const auto found = std::ranges::find_if(proposals, [&](const SynonymProposal& proposal) {
        return (proposal.one.term == one && proposal.other.term == other) ||
               (proposal.one.term == other && proposal.other.term == one);
    });
    return found == proposals.end() ? nullptr : &*found;
}

}  // namespace

TEST_CASE("words in each other's places of the same demand are proposed, with their evidence") {
    const std::vector<SynonymProposal> proposals = Stream().propose();
    const SynonymProposal* hot = find(proposals, "发烫", "烫手");
    REQUIRE(hot != nullptr);
    CHECK(hot->one.reports == 60);
    CHECK(hot->other.reports == 60);
    CHECK(hot->both_reports == 0);
    CHECK(hot->apart == 1);
    CHECK(hot->shared_demands == 1);
    CHECK(hot->agreement == doctest::Approx(1));
    CHECK(hot->likeness > 0.5);
    CHECK(hot->score == doctest::Approx(hot->likeness));
    CHECK(std::ranges::find(hot->contexts, "充电时") != hot->contexts.end());
    CHECK(hot->one.examples.size() == synonym_examples);
    CHECK(hot->one.examples[0] > hot->one.examples[1]);
}

TEST_CASE("the same places without a common demand weigh less; neighbours are no synonyms") {
    const std::vector<SynonymProposal> proposals = Stream().propose();
    const SynonymProposal* same = find(proposals, "发烫", "烫手");
    const SynonymProposal* other = find(proposals, "发烫", "卡顿");
    REQUIRE(same != nullptr);
    REQUIRE(other != nullptr);
    CHECK(other->shared_demands == 0);
    CHECK(other->score < same->score / 2);
    CHECK(find(proposals, "发烫", "严重") == nullptr);
    CHECK(find(proposals, "图标", "消失") == nullptr);
}

TEST_CASE("what the same reports say is not said instead of one another") {
    Stream stream;
    const double before = find(stream.propose(), "图标", "字体")->score;
    for (int i = 0; i < 20; ++i) stream.say(3, {"通知栏", "图标", "字体", "消失"});
    std::size_t at = 0;
    for (DemandReport& report : stream.reports) report.text = stream.texts[at++];
    const std::vector<SynonymProposal> proposals = stream.propose();
    const SynonymProposal* both = find(proposals, "图标", "字体");
    REQUIRE(both != nullptr);
    CHECK(both->both_reports == 20);
    CHECK(both->apart == doctest::Approx(0.75 * std::sqrt((80.0 * 80 / 380 + 2) / 22)));
    CHECK(both->score < before);
}

TEST_CASE("at most so many, the best first, whatever the order of the reports") {
    Stream stream;
    const std::vector<SynonymProposal> all = stream.propose();
    REQUIRE(all.size() > 2);
    CHECK(std::ranges::is_sorted(all, std::greater(), &SynonymProposal::score));
    std::ranges::shuffle(stream.reports, stream.random);
    const std::vector<SynonymProposal> first = stream.propose(2);
    REQUIRE(first.size() == 2);
    for (std::size_t i = 0; i < first.size(); ++i) {
        CHECK(first[i].one.term == all[i].one.term);
        CHECK(first[i].other.term == all[i].other.term);
        CHECK(first[i].score == all[i].score);
        CHECK(first[i].one.examples == all[i].one.examples);
    }
}

TEST_CASE("without reports, of no demand, of emoji and of broken bytes nothing is proposed") {
    CHECK(propose_synonyms(Vocabulary::learn({}), {}).empty());
    std::vector<DemandReport> reports;
    for (std::int64_t id = 1; id <= 30; ++id)
        reports.push_back({Id{id}, Id{}, id % 2 == 0 ? "\xff\xe9\x80 🥝" : ""});
    CHECK(propose_synonyms(Vocabulary::learn({}), reports).empty());
}

TEST_CASE("the names machines write are nobody's words") {
    std::vector<std::string> texts;
    for (int i = 0; i < 10; ++i) {
        texts.push_back("open handleLaunchActivity crashed");
        texts.push_back("open handleBindApplication crashed");
        texts.push_back("open WiFi crashed");
        texts.push_back("open network crashed");
    }
    std::vector<DemandReport> reports;
    for (const std::string& text : texts) reports.push_back({Id{std::ssize(reports) + 1}, Id{1}, text});
    const std::vector<SynonymProposal> proposals = propose_synonyms(Vocabulary::learn({}), reports);
    CHECK(find(proposals, "wifi", "network") != nullptr);
    CHECK(find(proposals, "handlelaunchactivity", "handlebindapplication") == nullptr);
}

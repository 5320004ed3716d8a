// canyu surfacing words: counts the words of a product now, as the clock does, and prints what it found.
#include <fmt/core.h>

#include "app/commands/commands.hpp"
#include "app/commands/known_product.hpp"
#include "app/phrase.hpp"
#include "features/demand/demand.hpp"
#include "features/words/words.hpp"

namespace canyu::commands {
namespace {

constexpr Phrase hot{"Said more than usual in the last seven days:", "最近七天说得特别多的："};
constexpr Phrase no_hot{"Nothing is said more than usual.", "没有哪个词说得特别多。"};
constexpr Phrase often{"  {word}: {people} people, {growth} times the usual",
                       "  {word}：{people} 个人，是平常的 {growth} 倍"};
constexpr Phrase first{"  {word}: {people} people, never said before",
                       "  {word}：{people} 个人，以前没人说过"};
constexpr Phrase same{"These may mean the same; the team decides at /studio/words:",
                      "这些可能是一个意思，到 /studio/words 由团队来定："};
constexpr Phrase no_same{"No pair to decide about.", "没有要定的近义词。"};
constexpr Phrase pair{"  {one} = {other}: {one_reports} and {other_reports} reports, {both} say both",
                      "  {one} = {other}：各有 {one_reports}、{other_reports} 条反馈说到，{both} 条两个都说"};

void print(const words::HotTerm& term) {
    fmt::print("{}\n", say(term.growth ? often : first,
                           {{"word", term.shown},
                            {"people", std::to_string(term.people)},
                            {"growth", term.growth ? fmt::format("{:.1f}", *term.growth) : ""}}));
}

void print(const words::Synonym& synonym) {
    fmt::print("{}\n", say(pair, {{"one", synonym.one_shown},
                                  {"other", synonym.other_shown},
                                  {"one_reports", std::to_string(synonym.one_reports)},
                                  {"other_reports", std::to_string(synonym.other_reports)},
                                  {"both", std::to_string(synonym.both_reports)}}));
}

}  // namespace

void count_words(const LearnArguments& arguments) {
    const SystemClock clock;
    Community community(arguments.config, clock);
    const Id product = known_product(community, arguments.product);
    words::count_week(community.store(), product, demand::held, clock.now());
    words::propose(community.store(), community.ids(), product, clock.now());
    const auto terms =
        community.store().read([&](db::Reader& reader) { return words::hot_terms(reader, product); });
    fmt::print("{}\n", say(terms.empty() ? no_hot : hot));
    for (const words::HotTerm& term : terms) print(term);
    const auto proposed = community.store().read(
        [&](db::Reader& reader) { return words::synonyms(reader, product, words::SynonymState::proposed); });
    fmt::print("{}\n", say(proposed.empty() ? no_same : same));
    for (const words::Synonym& synonym : proposed) print(synonym);
}

}  // namespace canyu::commands

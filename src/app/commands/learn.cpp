// canyu surfacing learn | use: makes "is it this?" learn from what people decided, and goes back again.
#include <fmt/core.h>

#include "app/commands/commands.hpp"
#include "app/commands/known_product.hpp"
#include "app/community.hpp"
#include "app/phrase.hpp"
#include "features/likeness/likeness.hpp"

namespace canyu::commands {
namespace {

constexpr Phrase judged{
    "Version {version}, learned from {decisions} decisions. On the last fifth, which it did not see: the "
    "right "
    "demand comes first {first} % of the time (as shipped {first_shipped} %), the probability is off by "
    "{error} % (as shipped {error_shipped} %).",
    "第 {version} 版，从 {decisions} 次归类里学来。拿它没见过的最后五分之一来试：该排第一的有 {first}% "
    "排在第一（出厂 "
    "{first_shipped}%），说的把握平均差 {error}%（出厂 {error_shipped}%）。"};
constexpr Phrase used{"It is in use now.", "已经用上了。"};
constexpr Phrase not_used{"It is kept, but not used, since it does worse than the shipped one.",
                          "留着，但没有用它，因为比出厂的差。"};
constexpr Phrase proven{
    "Reports that surely ask for a known demand join it by themselves now: "
    "of {sure} sure answers of that fifth {right} were right.",
    "从现在起，十分明显的反馈会自己归到已有的需求里：那五分之一里它有把握的 {sure} 次，对了 {right} 次。"};
constexpr Phrase not_proven{
    "Every report goes to a person: of {sure} sure answers of that fifth {right} were right; "
    "95 of 100 have to be, and at least 20 in all, before reports join by themselves.",
    "每条反馈还是由人来归：那五分之一里它有把握的 {sure} 次，对了 {right} 次；"
    "至少要有 20 次、一百次里对 95 次，反馈才会自己归类。"};
constexpr Phrase now_used{"Version {version} of {slug} is in use now.", "{slug} 现在用第 {version} 版。"};
constexpr Phrase shipped_used{"{slug} uses the shipped model again.", "{slug} 用回出厂的了。"};
constexpr Phrase no_such_version{"{slug} has no version {version}.", "{slug} 没有第 {version} 版。"};

std::string percent(double share) {
    return fmt::format("{:.1f}", share * 100);
}

}  // namespace

void learn(const LearnArguments& arguments) {
    const SystemClock clock;
    Community community(arguments.config, clock);
    const likeness::Learned learned = value_or_throw(
        likeness::learn(community.store(), known_product(community, arguments.product), clock.now()));
    fmt::print("{}\n{}\n",
               say(judged, {{"version", std::to_string(learned.version)},
                            {"decisions", std::to_string(learned.decisions)},
                            {"first", percent(learned.first_learned)},
                            {"first_shipped", percent(learned.first_shipped)},
                            {"error", percent(learned.error_learned)},
                            {"error_shipped", percent(learned.error_shipped)}}),
               say(learned.in_use ? used : not_used));
    if (learned.in_use)
        fmt::print("{}\n", say(likeness::is_proven(learned) ? proven : not_proven,
                               {{"sure", std::to_string(learned.sure)},
                                {"right", std::to_string(learned.sure_right)}}));
}

void use_model(const LearnArguments& arguments) {
    const SystemClock clock;
    Community community(arguments.config, clock);
    const Id product = known_product(community, arguments.product);
    const std::vector<std::pair<std::string, std::string>> names{
        {"slug", arguments.product}, {"version", std::to_string(arguments.version)}};
    const auto taken = community.store().write(
        [&](db::Writer& writer) { return likeness::use(writer, product, arguments.version); });
    if (!taken) throw std::runtime_error(say(no_such_version, names));
    fmt::print("{}\n", say(arguments.version == 0 ? shipped_used : now_used, names));
}

}  // namespace canyu::commands

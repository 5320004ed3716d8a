#include "features/moderation/limits.hpp"

#include <fmt/core.h>

#include "features/moderation/store.hpp"

namespace canyu::moderation {
namespace {

using participation::Verb;

constexpr std::chrono::hours a_day{24};
constexpr std::chrono::hours an_hour{1};
// More than a person who thinks about what they write.
constexpr std::int64_t fast_posts = 10;
constexpr std::chrono::minutes fast_within{3};

bool writes_too_fast(db::Reader& reader, Id person, Time now) {
    const std::vector<Time> latest = participation::latest(reader, person, Verb::post, fast_posts);
    return static_cast<std::int64_t>(latest.size()) == fast_posts && now - latest.back() < fast_within;
}

}  // namespace

Result<void> check_often(db::Reader& reader, Id person, Verb verb, std::int64_t most, Milliseconds window,
                         const char* key, Time now) {
    const std::vector<Time> latest = participation::latest(reader, person, verb, most);
    if (static_cast<std::int64_t>(latest.size()) < most) return {};
    const Milliseconds wait = latest.back() + window - now;
    if (wait <= Milliseconds{0}) return {};
    const std::int64_t minutes = std::chrono::ceil<std::chrono::minutes>(wait).count();
    return refuse(
        429, key,
        {{"most", std::to_string(most)}, {"wait", fmt::format("{}:{:02}", minutes / 60, minutes % 60)}});
}

std::optional<Time> blocked_until(db::Reader& reader, Id person, Time now) {
    return store::blocked_until(reader, person, now);
}

Result<std::optional<Cause>> judge(db::Reader& reader, const Writing& writing, Time now) {
    const auto person = people::find(reader, writing.person);
    if (!person) return not_found();
    if (person->role != web::Role::member) return std::nullopt;
    const Level level = level_of(record_of(reader, writing.person, now));
    const Limits limits = limits_of(level);
    if (writing.links > limits.links_a_post) {
        const Message many{"moderation.too_many_links", {{"most", std::to_string(limits.links_a_post)}}};
        return std::unexpected(Problem{422, {"problem.look_again", {}}, {{"markdown", many}}});
    }
    auto often = writing.opens_topic
                     ? check_often(reader, writing.person, Verb::open_topic, limits.topics_a_day, a_day,
                                   "moderation.too_many_topics", now)
                     : check_often(reader, writing.person, Verb::post, limits.posts_an_hour, an_hour,
                                   "moderation.too_many_posts", now);
    if (!often) return std::unexpected(std::move(often).error());
    if (store::blocked_until(reader, writing.person, now)) return Cause::blocked_author;
    if (level == Level::newcomer && writing.links > 0) return Cause::newcomer_links;
    if (level <= Level::member && writes_too_fast(reader, writing.person, now)) return Cause::too_fast;
    return std::nullopt;
}

}  // namespace canyu::moderation

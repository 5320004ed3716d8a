// Flagging somebody's words, and how far oneself is trusted.
#include <algorithm>
#include <cmath>

#include "features/moderation/forms.hpp"
#include "features/moderation/pages.hpp"
#include "features/participation/participation.hpp"

namespace canyu::moderation {
namespace {

using web::Access;
using web::Context;
using web::Done;

constexpr std::int64_t own_shown = 20;

struct Addressed {
    const Kind& kind;
    Piece piece;
};
Result<Addressed> addressed(Context& context, db::Reader& reader, const Kinds& kinds) {
    CANYU_TRY(const Id id, context.id("object"));
    const auto kind = std::ranges::find(kinds, context.parameter("kind"), &Kind::name);
    if (kind == kinds.end()) return not_found();
    auto pieces = kind->show(reader, {id}, context.language());
    if (pieces.empty()) return not_found();
    return Addressed{*kind, std::move(pieces.front())};
}

// What is held or was declined only its author and the team may.
bool may_read(const Context& context, const Piece& piece) {
    const web::Identity& viewer = context.member();
    return piece.visibility == Visibility::shown || viewer.role != web::Role::member ||
           viewer.person == piece.author;
}

Result<FlagPage> flag_page(Context& context, const Kinds& kinds, const std::string& typed) {
    return context.read([&](db::Reader& reader) -> Result<FlagPage> {
        CANYU_TRY(const Addressed at, addressed(context, reader, kinds));
        FlagPage page;
        page.thing = context.say({at.kind.name_key, {}});
        page.piece_url = at.piece.url;
        if (may_read(context, at.piece)) page.piece_words = at.piece.words;
        page.act_url = "/flags/" + at.kind.name + "/" + to_string(at.piece.object_id);
        page.words = typed;
        for (const EnumValue& value : shape_of<FlagReason>().values)
            page.choices.push_back({static_cast<FlagReason>(value.value)});
        if (const auto one = store::find(reader, at.kind.name, at.piece.object_id)) {
            const auto flags = store::flags_of(reader, one->id);
            const auto mine = std::ranges::find(flags, context.member().person, &store::Flag::person_id);
            page.flagged = mine != flags.end();
            page.decided = page.flagged && mine->outcome != FlagOutcome::open;
        }
        if (!page.flagged && !may_read(context, at.piece)) return refuse(409, "moderation.nobody_reads_it");
        return page;
    });
}

Result<Done> post_flag(Context& context, const Kinds& kinds, const FlagForm& form) {
    CANYU_TRY(const Addressed at,
              context.read([&](db::Reader& reader) { return addressed(context, reader, kinds); }));
    return context.act([&](db::Writer& writer) -> Result<Done> {
        if (auto done = flag(writer, acting(context, kinds), at.kind.name, at.piece.object_id, form.reason,
                             form.words);
            !done)
            return std::unexpected(std::move(done).error());
        return Done{at.piece.url, {"moderation.said_flagged", {}}};
    });
}

Result<Done> delete_flag(Context& context, const Kinds& kinds) {
    CANYU_TRY(const Addressed at,
              context.read([&](db::Reader& reader) { return addressed(context, reader, kinds); }));
    return context.act([&](db::Writer& writer) -> Result<Done> {
        if (auto done = take_flag_back(writer, acting(context, kinds), at.kind.name, at.piece.object_id);
            !done)
            return std::unexpected(std::move(done).error());
        return Done{at.piece.url, {"moderation.said_flag_back", {}}};
    });
}

std::optional<NeededView> next_of(const Record& record, Level level) {
    if (level == Level::trusted) return std::nullopt;
    const Level next = static_cast<Level>(static_cast<int>(level) + 1);
    const Needed needed = needed_for(next);
    const auto missing = [](double amount) {
        return static_cast<std::int64_t>(std::ceil(std::max(amount, 0.0)));
    };
    return NeededView{next, std::max<std::int64_t>(needed.steps - record.steps, 0),
                      std::max<std::int64_t>(needed.days - record.days, 0),
                      missing(needed.points - points(record))};
}

void add_cases(db::Reader& reader, const Context& context, const Kinds& kinds, TrustPage& page) {
    const Id person = context.person()->person;
    const auto cases = store::of_author(reader, person, own_shown);
    const Things things(reader, context, kinds, cases);
    for (const store::Case& one : cases) {
        if (one.state == CaseState::withdrawn ||
            (one.cause == Cause::flags && one.state == CaseState::waiting && !one.out_of_sight))
            continue;  // that somebody flagged them is nobody's business until it leads to something
        const Piece* piece = things.piece(one);
        page.cases.push_back({one.cause, one.state, one.opened_at, things.name(one),
                              piece ? piece->place_name : "", case_url(one.id)});
    }
}

void add_flags(db::Reader& reader, const Context& context, const Kinds& kinds, TrustPage& page) {
    const auto flags = store::flags_by(reader, context.person()->person, own_shown);
    std::vector<Id> reviews;
    for (const store::Flag& flag : flags) reviews.push_back(flag.case_id);
    const auto cases = store::find(reader, reviews);
    const Things things(reader, context, kinds, cases);
    for (const store::Flag& flag : flags) {
        const store::Case& one = *std::ranges::find(cases, flag.case_id, &store::Case::id);
        const Piece* piece = things.piece(one);
        page.flags.push_back({flag.reason, flag.outcome, flag.at, things.name(one),
                              piece ? piece->place_name : "", case_url(one.id)});
    }
}

TrustPage trust_page(Context& context, const Kinds& kinds) {
    return context.read([&](db::Reader& reader) {
        const web::Identity& me = context.member();
        const Record record = record_of(reader, me.person, context.now());
        TrustPage page;
        page.level = level_of(record);
        page.staff = me.role != web::Role::member;
        page.steps = record.steps;
        page.days = record.days;
        page.helpful = std::lround(record.helpful);
        page.declined = record.declined;
        page.approved = record.approved;
        page.held_until = store::blocked_until(reader, me.person, context.now());
        page.next = next_of(record, page.level);
        for (const Level level : {Level::newcomer, Level::member, Level::regular, Level::trusted}) {
            const Limits limits = limits_of(level);
            page.limits.push_back({level, limits.topics_a_day, limits.posts_an_hour, limits.links_a_post,
                                   limits.flags_a_day, level == page.level && !page.staff});
        }
        const std::int64_t upheld = store::count_flags_by(reader, me.person, FlagOutcome::upheld);
        const std::int64_t decided =
            upheld + store::count_flags_by(reader, me.person, FlagOutcome::dismissed);
        const double weight =
            page.staff ? 1 : flag_weight(trust_of(reader, me.person, context.now()), upheld, decided);
        page.my_flag_percent = std::lround(weight / hidden_at * 100);
        add_cases(reader, context, kinds, page);
        add_flags(reader, context, kinds, page);
        return page;
    });
}

}  // namespace

void add_own_pages(web::Site& site, const Kinds& kinds) {
    site.get("/trust", Access::member, "moderation/trust.html",
             [&kinds](Context& c) { return trust_page(c, kinds); },
             {.summary = "How far I am trusted, what I may do, and what became of my flags and words"});
    site.get("/flags/{kind}/{object}", Access::member, "moderation/flag.html",
             [&kinds](Context& c) { return flag_page(c, kinds, ""); },
             {.summary = "What is wrong with these words?"});
    site.post(
        "/flags/{kind}/{object}", Access::member,
        [&kinds](Context& c, const FlagForm& form) { return post_flag(c, kinds, form); },
        "moderation/flag.html",
        [&kinds](Context& c, const FlagForm& form) { return flag_page(c, kinds, form.words); },
        {.summary = "Say that these words should not stand here"});
    site.del("/flags/{kind}/{object}", Access::member, [&kinds](Context& c) { return delete_flag(c, kinds); },
             {.summary = "Take one's flag back"});
}

}  // namespace canyu::moderation

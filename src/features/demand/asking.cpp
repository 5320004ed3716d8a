// Asking for a demand, taking it back, and saying whether what shipped works.
#include <algorithm>

#include "features/demand/state.hpp"
#include "platform/web/checks.hpp"

namespace canyu::demand {
namespace {

using participation::Object;
using participation::Verb;

constexpr std::size_t most_words = 500;  // characters
constexpr std::int64_t enough_confirmations = 3;

Result<void> check_words(std::string_view field, const std::string& words, std::size_t least) {
    web::Checks checks;
    checks.length(field, words, words.empty() ? 0 : least, most_words);
    return checks.result();
}

bool is_out(const Demand& demand) {
    return demand.stage == Stage::shipped || demand.stage == Stage::works;
}

// Where a demand stands that is not in the plan.
Stage before_plan(const Demand& demand) {
    return demand.surfaced_at ? Stage::surfaced : Stage::heard;
}

}  // namespace

Result<std::optional<Demand>> Demands::State::stand(db::Writer& writer, Id demand, Id person,
                                                    const std::string& why, Time said) {
    if (auto checked = check_words("why", why, 1); !checked)
        return std::unexpected(std::move(checked).error());
    CANYU_TRY(const Demand asked, get(writer, demand));
    const Demand root = root_of(writer, asked);
    const store::Support support{asked.id, person, root.id, root.product_id, why, said, std::nullopt};
    if (!store::standing_supports(writer, root.id, person).empty() || !store::stand(writer, support)) {
        if (!why.empty()) store::set_why(writer, root.id, person, why);
        return std::nullopt;
    }
    store::take_not_me_back(writer, root.id, person);
    participation::record(
        writer, ids, {person, root.product_id, "product", Verb::support, Object::demand, asked.id}, said);
    return root;
}

Result<bool> Demands::say_not_me(db::Writer& writer, Id demand, Id person, Time now) {
    CANYU_TRY(const Demand asked, get(writer, demand));
    const Demand root = root_of(writer, asked);
    if (report::first_of(writer, root.id, person)) return refuse(409, "demand.said_yourself");
    if (store::says_not_me(writer, root.id, person)) return false;
    if (auto withdrawn = withdraw(writer, root.id, person, now); !withdrawn)
        return std::unexpected(std::move(withdrawn).error());
    const bool is_new = store::insert(writer, store::NotMe{asked.id, person, root.id, root.product_id, now});
    if (is_new) refresh(writer, root.product_id, root.id, now);
    return is_new;
}

Result<void> Demands::take_not_me_back(db::Writer& writer, Id demand, Id person, Time now) {
    CANYU_TRY(const Demand asked, get(writer, demand));
    const Demand root = root_of(writer, asked);
    if (store::take_not_me_back(writer, root.id, person)) refresh(writer, root.product_id, root.id, now);
    return {};
}

Result<bool> Demands::support(db::Writer& writer, Id demand, Id person, const std::string& why, Time now) {
    CANYU_TRY(const std::optional<Demand> root, state_->stand(writer, demand, person, why, now));
    if (root) refresh(writer, root->product_id, root->id, now);
    return root.has_value();
}

Result<bool> Demands::take_support(db::Writer& writer, Id demand, Id person, Time said, Time now) {
    CANYU_TRY(const std::optional<Demand> root, state_->stand(writer, demand, person, "", said));
    if (root) state_->measure(writer, root->id, now);
    return root.has_value();
}

Result<void> Demands::withdraw(db::Writer& writer, Id demand, Id person, Time now) {
    CANYU_TRY(const Demand asked, get(writer, demand));
    const Demand root = root_of(writer, asked);
    // Two, when they supported both before one was merged into the other.
    const std::vector<store::Support> standing = store::standing_supports(writer, root.id, person);
    if (standing.empty()) return {};
    for (const store::Support& support : standing)
        participation::reverse(
            writer, state_->ids,
            {person, root.product_id, "product", Verb::support, Object::demand, support.home_id}, now);
    store::withdraw(writer, root.id, person, now);
    refresh(writer, root.product_id, root.id, now);
    return {};
}

Result<void> Demands::judge(db::Writer& writer, Id demand, Id person, bool works, const std::string& words,
                            Time now) {
    if (auto checked = check_words("words", words, 1); !checked) return checked;
    CANYU_TRY(const Demand judged, get(writer, demand));
    if (!is_out(judged)) return refuse(409, "demand.not_shipped");
    const auto earlier = store::verdict(writer, demand, person);
    // Said again of what shipped once is one deed, with the latest words that were given.
    if (earlier && earlier->works == works && earlier->said_at >= judged.shipped_at.value_or(now)) {
        const std::string& latest = words.empty() ? earlier->words : words;
        store::put_verdict(writer, {demand, person, works, latest, earlier->said_at});
        return {};
    }
    const auto deed = [&](bool yes) {
        return participation::Deed{person,         judged.product_id,
                                   "product",      yes ? Verb::confirm : Verb::dispute,
                                   Object::demand, judged.id};
    };
    if (earlier) participation::reverse(writer, state_->ids, deed(earlier->works), now);
    store::put_verdict(writer, {demand, person, works, words, now});
    participation::record(writer, state_->ids, deed(works), now);

    const Verdicts said = verdicts(writer, judged);
    const std::int64_t enough = std::clamp<std::int64_t>(judged.people, 1, enough_confirmations);
    if (said.does_not * 4 > said.works + said.does_not) {
        store::set_stage(writer, demand, before_plan(judged), judged.surfaced_at, judged.shipped_at, now);
        state_->add_change(writer, demand, {now, person, DemandAct::reopened, words, std::nullopt});
        state_->draw_line(writer, judged.product_id, now);
    } else if (judged.stage == Stage::shipped && said.works >= enough && said.does_not == 0) {
        store::set_stage(writer, demand, Stage::works, judged.surfaced_at, judged.shipped_at, now);
        state_->add_change(writer, demand, {now, std::nullopt, DemandAct::works, "", std::nullopt});
    }
    return {};
}

}  // namespace canyu::demand

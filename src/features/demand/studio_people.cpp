// Who stands behind a demand, how much each weighs and why; and who is held until somebody has looked.
#include <algorithm>
#include <unordered_set>

#include "features/demand/state.hpp"
#include "features/demand/studio.hpp"
#include "features/demand/studio_parts.hpp"
#include "features/demand/studio_people_views.hpp"
#include "platform/web/site.hpp"

namespace canyu::demand {
namespace {

using web::Access;
using web::Context;
using web::Done;

constexpr auto page_template = "demand/studio_people.html";
constexpr std::int64_t people_a_page = 50;
constexpr std::chrono::days counts_as_new{7};

// Everybody who said something of the demand, each once.
class Crowd {
  public:
    Crowd(db::Reader& reader, const Demand& demand) : reader_(reader), demand_(demand) {
        for (const report::Said& said : report::said_for(reader, demand.id)) ++voice_of(said).reports;
        for (const report::Said& said : store::supports_for(reader, demand.id))
            voice_of(said).supports = true;
        for (const report::Said& said : store::not_me_for(reader, demand.id)) voice_of(said).not_me = true;
        for (const store::Vouched& vouched : store::vouched(reader, demand.product_id))
            vouched_.insert(vouched.person_id);
        for (const store::StandingRow& row : store::standings_for(reader, demand.id)) place(row);
        std::ranges::stable_sort(voices_, {}, &StudioVoice::first_said_at);
    }

    std::vector<StudioVoice> in_order(VoiceOrder order, Time now) {
        // Who said it first founded the demand and did not join it, as the engine counts.
        for (std::size_t i = 1; i < voices_.size(); ++i)
            voices_[i].is_new = voices_[i].first_said_at > now - counts_as_new;
        if (order == VoiceOrder::latest)
            std::ranges::stable_sort(voices_, std::greater{}, &StudioVoice::last_said_at);
        if (order == VoiceOrder::held) {
            std::erase_if(voices_, [](const StudioVoice& voice) { return !voice.held; });
            std::ranges::stable_sort(voices_, {},
                                     [&](const StudioVoice& voice) { return groups_.at(voice.person_id); });
        }
        return std::move(voices_);
    }

    [[nodiscard]] std::int64_t held() const { return std::ranges::count_if(voices_, &StudioVoice::held); }

    // What only the shown ones need.
    void say_who(std::vector<StudioVoice>& voices, Time now) const {
        std::vector<Id> ids;
        for (const StudioVoice& voice : voices) {
            ids.push_back(voice.person_id);
            if (const auto group = groups_.find(voice.person_id); group != groups_.end())
                ids.push_back(group->second);
        }
        const auto cards = people::cards(reader_, ids);
        const auto deeds = participation::count_all(reader_, ids);
        std::unordered_map<Id, Time> joined;
        for (const people::Origin& origin : people::origins(reader_, ids))
            joined[origin.id] = origin.joined_at;
        const auto card_of = [&](Id person) {
            const auto card = cards.find(person);
            return card == cards.end() ? people::Card{} : card->second;
        };
        for (StudioVoice& voice : voices) {
            voice.who = card_of(voice.person_id);
            const auto since = joined.find(voice.person_id);
            voice.joined_at = since == joined.end() ? now : since->second;
            const auto done = deeds.find(voice.person_id);
            voice.trust_percent =
                percent(moderation::trust(now - voice.joined_at, done == deeds.end() ? 0 : done->second));
            if (const auto group = groups_.find(voice.person_id);
                group != groups_.end() && group->second != voice.person_id)
                voice.with = card_of(group->second);
            if (voice.held) quote(voice);
        }
    }

  private:
    StudioVoice& voice_of(const report::Said& said) {
        const auto [place, is_new] = places_.try_emplace(said.person, voices_.size());
        if (is_new)
            voices_.push_back({.demand_id = demand_.id,
                               .person_id = said.person,
                               .first_said_at = said.at,
                               .last_said_at = said.at});
        StudioVoice& voice = voices_[place->second];
        voice.first_said_at = std::min(voice.first_said_at, said.at);
        voice.last_said_at = std::max(voice.last_said_at, said.at);
        return voice;
    }

    void place(const store::StandingRow& row) {
        const auto found = places_.find(row.person_id);
        if (found == places_.end()) return;
        StudioVoice& voice = voices_[found->second];
        voice.own_percent = percent(row.independence);
        voice.shared =
            StudioShared{percent(row.copied), percent(row.same_network), percent(row.same_referrer),
                         percent(row.acted_together), percent(row.born_together)};
        voice.vouched = vouched_.contains(row.person_id);
        voice.held = row.held && !voice.vouched;
        const bool shares_nothing = voice.held && row.independence == 1;
        voice.is_source = shares_nothing && voice.reports > 0;
        voice.is_silent = shares_nothing && voice.reports == 0;
        groups_[row.person_id] = row.group_id;
    }

    void quote(StudioVoice& voice) const {
        const auto said = report::first_of(reader_, demand_.id, voice.person_id);
        if (!said) return;
        voice.words = report::quote(*said, report::form_parts(said->fields));
        voice.words_language = said->lang;
    }

    db::Reader& reader_;
    const Demand& demand_;
    std::vector<StudioVoice> voices_;
    std::unordered_map<Id, std::size_t> places_;
    std::unordered_map<Id, Id> groups_;
    std::unordered_set<Id> vouched_;
};

Result<StudioPeoplePage> people_page(Context& c, VoiceOrder order) {
    CANYU_TRY(const Id id, c.id("demand"));
    return c.read([&](db::Reader& reader) -> Result<StudioPeoplePage> {
        CANYU_TRY(const Demand demand, get(reader, id));
        const auto product = products::find(reader, demand.product_id);
        Crowd crowd(reader, demand);
        StudioPeoplePage page{.demand_id = id,
                              .demand_title = demand.title,
                              .product_name = products::name(*product, c.language()),
                              .product_slug = product->slug,
                              .order = order,
                              .only_held = order == VoiceOrder::held,
                              .people = demand.people,
                              .held_people = crowd.held()};
        page.voices = crowd.in_order(order, c.now());
        page.pagination =
            web::paginate(c.query(), c.page(), static_cast<std::int64_t>(page.voices.size()), people_a_page);
        const std::int64_t skipped = page.pagination ? (page.pagination->page - 1) * people_a_page : 0;
        page.voices.erase(page.voices.begin(), page.voices.begin() + skipped);
        if (page.voices.size() > people_a_page) page.voices.resize(people_a_page);
        crowd.say_who(page.voices, c.now());
        return page;
    });
}

std::string held_url(Id demand) {
    return studio_url(demand) + "/people?order=held";
}

Result<Done> vouch(Context& c, Demands& demands, const StudioVouchForm& form) {
    CANYU_TRY(const Id demand, c.id("demand"));
    return c.act([&](db::Writer& writer) -> Result<Done> {
        if (form.people.empty()) return wrong_field("people", "demand.nobody_chosen");
        if (auto done = demands.vouch(writer, demand, form.people, c.member().person, c.now()); !done)
            return std::unexpected(std::move(done).error());
        return Done{held_url(demand), {"demand.said_vouched", {}}};
    });
}

Result<Done> take_back(Context& c, Demands& demands) {
    CANYU_TRY(const Id demand, c.id("demand"));
    CANYU_TRY(const Id person, c.id("person"));
    return c.act([&](db::Writer& writer) -> Result<Done> {
        if (auto done = demands.take_vouching_back(writer, demand, person, c.member().person, c.now()); !done)
            return std::unexpected(std::move(done).error());
        return Done{studio_url(demand) + "/people", {"demand.said_vouched_back", {}}};
    });
}

}  // namespace

void add_studio_people(web::Site& site, Demands& demands) {
    site.get(
        "/studio/demands/{demand}/people", Access::staff, page_template,
        [](Context& c, const StudioPeopleQuery& query) {
            return people_page(c, query.order.value_or(VoiceOrder::first));
        },
        {.summary = "Everybody who stands behind a demand, how much their word weighs, and who is held"});
    site.post(
        "/studio/demands/{demand}/vouched", Access::staff,
        [&demands](Context& c, const StudioVouchForm& form) { return vouch(c, demands, form); },
        page_template,
        [](Context& c, const StudioVouchForm& form) -> Result<StudioPeoplePage> {
            CANYU_TRY(StudioPeoplePage page, people_page(c, VoiceOrder::held));
            for (StudioVoice& voice : page.voices)
                voice.chosen = std::ranges::count(form.people, voice.person_id) > 0;
            return page;
        },
        {.summary = "Let people count in full who were held"});
    site.del("/studio/demands/{demand}/vouched/{person}", Access::staff,
             [&demands](Context& c) { return take_back(c, demands); },
             {.summary = "Let the engine judge a person again"});
}

}  // namespace canyu::demand

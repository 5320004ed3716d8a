// The page of a round: the four panels to fill in, and what everybody said; and to whom the popcorn went.
#include <algorithm>

#include "features/experience/store.hpp"
#include "features/experience/views.hpp"
#include "features/experience/wishes.hpp"
#include "platform/web/site.hpp"

namespace canyu::experience {
namespace {

using web::Access;
using web::Context;
using web::Done;

constexpr std::int64_t lines_shown = 20;
constexpr std::int64_t awards_shown = 50;

Result<release::Bus> bus_of(db::Reader& reader, const Context& context) {
    CANYU_TRY(const std::int64_t number, context.number("number"));
    const auto product = products::find(reader, std::string_view(context.parameter("product")));
    if (!product) return not_found();
    const auto bus = release::find(reader, product->id, number);
    if (!bus || !bus->left_at) return not_found();
    return *bus;
}

std::vector<FeatureResult> results_of(const std::vector<Feature>& features, std::vector<Tally> tallies) {
    std::ranges::sort(tallies, {}, [](const Tally& t) { return std::tuple(-(t.best + t.worst), t.feature); });
    std::int64_t longest = 1;
    for (const Tally& tally : tallies) longest = std::max({longest, tally.best, tally.worst});
    std::vector<FeatureResult> results;
    for (const Tally& tally : tallies) {
        const auto feature = std::ranges::find(features, tally.feature, &Feature::id);
        if (feature == features.end()) continue;  // a module that was given up since
        results.push_back({feature->name, feature->url, tally.best, tally.worst, tally.best * 100 / longest,
                           tally.worst * 100 / longest});
    }
    return results;
}

std::vector<SaidLine> lines_of(db::Reader& reader, const std::vector<store::Row>& rows,
                               std::string store::Row::* words) {
    std::vector<Id> people;
    for (const store::Row& row : rows) people.push_back(row.person_id);
    const auto authors = people::cards(reader, people);
    std::vector<SaidLine> lines;
    for (const store::Row& row : rows) {
        const auto author = authors.find(row.person_id);
        if (author != authors.end()) lines.push_back({row.*words, author->second, row.said_at});
    }
    return lines;
}

// What was passed on to the inbox is a report, and may have been declined there.
std::vector<store::Row> wishes(db::Reader& reader, Id bus) {
    std::vector<store::Row> rows = store::with_missing(reader, bus, lines_shown);
    std::erase_if(rows, [&](const store::Row& row) {
        const auto words = passed_on(reader, bus, row.person_id);
        return words && words->visibility != moderation::Visibility::shown;
    });
    return rows;
}

std::optional<AwardView> award_view(db::Reader& reader, const Award& award, web::Language language) {
    const auto bus = release::find(reader, award.bus_id);
    const auto squad = award.squad_id ? squads::find(reader, *award.squad_id) : std::nullopt;
    const auto product = products::find(reader, award.product_id);
    if (!bus || !squad || !product) return std::nullopt;
    return AwardView{squads::name(*squad, language),
                     squads::url(reader, *squad),
                     award.loved,
                     award.people,
                     bus->number,
                     products::name(*product, language),
                     release::url(reader, *bus) + "/experience",
                     award.awarded_at};
}

// What came with the bus that this person asked for.
std::vector<demand::DemandCard> asked_by(db::Reader& reader, Id bus, Id person) {
    std::vector<Id> asked;
    for (const Id demand : release::aboard(reader, bus)) {
        const std::vector<Id> people = demand::people_of(reader, demand);
        if (std::ranges::find(people, person) != people.end()) asked.push_back(demand);
    }
    return demand::cards(reader, asked);
}

void add_mine(db::Reader& reader, const release::Bus& bus, const Context& context, const Panels* typed,
              const std::vector<Feature>& features, ExperiencePage& page) {
    Panels panels;
    if (const web::Identity* person = context.person()) {
        const auto mine = told(reader, bus.id, person->person);
        page.has_told = mine.has_value();
        panels = mine.value_or(Panels{});
        page.asked = asked_by(reader, bus.id, person->person);
    }
    if (typed) panels = *typed;
    page.missing = panels.missing;
    page.sentence = panels.sentence;
    for (const Feature& feature : features)
        page.features.push_back(
            {feature.id, feature.name, panels.best == feature.id, panels.worst == feature.id});
}

Result<ExperiencePage> experience_page(Context& context, const Panels* typed) {
    return context.read([&](db::Reader& reader) -> Result<ExperiencePage> {
        CANYU_TRY(const release::Bus bus, bus_of(reader, context));
        const auto product = products::find(reader, bus.product_id);
        const std::vector<Feature> features = features_of(reader, bus, context.language());
        ExperiencePage page;
        page.number = bus.number;
        page.version = bus.version;
        page.release_url = release::url(reader, bus);
        page.act_url = page.release_url + "/experience";
        page.product_label = products::name(*product, context.language());
        page.can_tell = is_open(bus, context.now());
        page.closing_at = *closes_at(bus);
        add_mine(reader, bus, context, typed, features, page);
        page.teller_count = count_people(reader, bus.id);
        page.results = results_of(features, tallies(reader, bus.id));
        page.sentences =
            lines_of(reader, store::with_sentence(reader, bus.id, lines_shown), &store::Row::sentence);
        page.wanted = lines_of(reader, wishes(reader, bus.id), &store::Row::missing);
        if (const auto award = award_of(reader, bus.id))
            page.award = award_view(reader, *award, context.language());
        return page;
    });
}

Panels panels_of(const PanelsForm& form) {
    return {form.best, form.worst, form.missing, form.sentence};
}

Result<Done> take_panels(Context& context, demand::Demands& demands, const PanelsForm& form) {
    return context.act([&](db::Writer& writer) -> Result<Done> {
        CANYU_TRY(const release::Bus bus, bus_of(writer, context));
        if (auto done = tell(writer, context.ids(), demands, bus.id, context.member().person, panels_of(form),
                             context.now());
            !done)
            return std::unexpected(std::move(done).error());
        return Done{release::url(writer, bus) + "/experience", {"experience.said_thanks", {}}};
    });
}

Result<PopcornPage> popcorn_page(Context& context) {
    return context.read([&](db::Reader& reader) -> Result<PopcornPage> {
        CANYU_TRY(products::Chosen chosen, products::choose(reader, context, "/popcorn"));
        PopcornPage page{std::move(chosen.choices), {}};
        for (const Award& award : store::awards(reader, chosen.product, awards_shown))
            if (auto view = award_view(reader, award, context.language()))
                page.awards.push_back(*std::move(view));
        return page;
    });
}

}  // namespace

void add_pages(web::Site& site, demand::Demands& demands) {
    constexpr auto page = "experience/experience.html";
    site.get("/releases/{product}/{number}/experience", Access::visitor, page,
             [](Context& c) { return experience_page(c, nullptr); },
             {.summary = "What people say of a release: best, worst, still missing, one sentence"});
    site.post(
        "/releases/{product}/{number}/experience", Access::member,
        [&demands](Context& c, const PanelsForm& form) { return take_panels(c, demands, form); }, page,
        [](Context& c, const PanelsForm& form) {
            const Panels typed = panels_of(form);
            return experience_page(c, &typed);
        },
        {.summary = "Tell how a release is to use; the latest of a person counts"});
    site.get("/popcorn", Access::visitor, "experience/popcorn.html",
             [](Context& c) { return popcorn_page(c); },
             {.summary = "The popcorn: the best-loved squad of every release", .cached = true});
}

}  // namespace canyu::experience

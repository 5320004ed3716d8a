#include "features/squads/week.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "features/squads/store.hpp"
#include "features/words/words.hpp"
#include "platform/http/forms.hpp"

namespace canyu::squads {
namespace {

constexpr std::chrono::days week{7};
constexpr std::size_t words_told = 5;

// Speaks one person's language and knows where the site is.
struct Telling {
    const web::Catalog& catalog;
    web::Language language;
    const std::string& public_url;

    std::string say(const std::string& key,
                    std::vector<std::pair<std::string, std::string>> arguments = {}) const {
        return catalog.say(language, {key, std::move(arguments)});
    }
};

std::vector<products::Product> products_of(db::Reader& reader, Id person) {
    std::vector<products::Product> products;
    for (const Squad& squad : store::standing(reader, Id{})) {
        const bool told =
            std::ranges::find(products, squad.product_id, &products::Product::id) != products.end();
        if (!told && store::is_in(reader, squad.id, person))
            products.push_back(products::find(reader, squad.product_id).value());
    }
    return products;
}

std::string surfaced(db::Reader& reader, const Telling& telling, const products::Product& product, Time now) {
    std::string lines;
    for (const Id id : demand::above_water(reader, product.id)) {
        const auto demand = demand::find(reader, id);
        if (!demand || demand->surfaced_at.value_or(Time{}) <= now - week) continue;
        lines += fmt::format("· {}\n  {}{}\n", demand->title, telling.public_url,
                             demand::url(product, demand->number));
    }
    return lines.empty() ? "" : telling.say("squads.week_surfaced") + "\n" + lines;
}

std::string said(db::Reader& reader, const Telling& telling, const products::Product& product) {
    std::vector<words::HotTerm> terms = words::hot_terms(reader, product.id);
    terms.resize(std::min(terms.size(), words_told));
    if (terms.empty()) return "";
    std::string line = telling.say("squads.week_words");
    for (const words::HotTerm& term : terms)
        line +=
            telling.say("squads.week_word", {{"word", term.shown}, {"people", std::to_string(term.people)}});
    return fmt::format("{}\n  {}/studio/words?product={}\n", line, telling.public_url,
                       http::url_encode(product.slug));
}

std::string waiting(db::Reader& reader, const Telling& telling, const products::Product& product) {
    const std::int64_t count = report::count_waiting(reader, product.id);
    if (count == 0) return "";
    return fmt::format("{}\n  {}/studio/inbox?product={}\n",
                       telling.say(count == 1 ? "squads.week_waits_one" : "squads.week_waits",
                                   {{"count", std::to_string(count)}}),
                       telling.public_url, http::url_encode(product.slug));
}

}  // namespace

std::string week_of(db::Reader& reader, const web::Catalog& catalog, web::Language language,
                    const std::string& public_url, Id person, Time now) {
    const Telling telling{catalog, language, public_url};
    std::string text;
    for (const products::Product& product : products_of(reader, person)) {
        const std::string news = surfaced(reader, telling, product, now) + said(reader, telling, product) +
                                 waiting(reader, telling, product);
        if (news.empty()) continue;
        text += telling.say("squads.week_of", {{"product", products::name(product, language)}}) + "\n" +
                news + "\n";
    }
    return text;
}

}  // namespace canyu::squads

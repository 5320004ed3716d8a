// The staff's page of words, and what is decided there.
#include <algorithm>

#include "features/words/showing.hpp"
#include "features/words/store.hpp"
#include "platform/http/forms.hpp"
#include "platform/web/site.hpp"

namespace canyu::words {
namespace {

using web::Access;
using web::Context;
using web::Done;

constexpr std::size_t proposals_shown = 5;
constexpr auto page_template = "words/studio_words.html";

// The one of that slug, or the first for "".
Result<products::Product> chosen_product(db::Reader& reader, const std::string& slug) {
    if (slug.empty())
        if (std::vector<products::Product> all = products::all(reader); !all.empty())
            return std::move(all.front());
    auto product = products::find(reader, std::string_view(slug));
    if (!product) return not_found();
    return *std::move(product);
}

void add_pairs(db::Reader& reader, Id product, WordsPage& page) {
    std::vector<Synonym> proposed = synonyms(reader, product, SynonymState::proposed);
    const std::size_t shown = std::min(proposed.size(), proposals_shown);
    page.more_proposed = static_cast<std::int64_t>(proposed.size() - shown);
    proposed.resize(shown);
    page.proposed = pair_views(reader, proposed);
    page.approved = pair_views(reader, synonyms(reader, product, SynonymState::approved));
    page.kept_apart = pair_views(reader, synonyms(reader, product, SynonymState::refused));
}

Result<WordsPage> words_page(Context& context, const PairForm& form) {
    return context.read([&](db::Reader& reader) -> Result<WordsPage> {
        CANYU_TRY(const products::Product product, chosen_product(reader, form.product));
        WordsPage page;
        page.products = products::options(reader, context.language(), product.slug);
        if (page.products.size() == 1) page.products.clear();
        page.product_slug = product.slug;
        if (const auto week = store::week(reader, product.id)) page.counted_at = week->counted_at;
        page.hot = hot_views(reader, product.id);
        page.weeks = mood_weeks(reader, product.id);
        add_pairs(reader, product.id, page);
        page.one = form.one;
        page.other = form.other;
        return page;
    });
}

std::string page_url(const products::Product& product) {
    return "/studio/words?product=" + http::url_encode(product.slug);
}

Approved::Acting acting(Context& context) {
    return {context.ids(), context.member().person, context.now()};
}

Result<Done> add_pair(Context& context, Approved& approved, const PairForm& form) {
    return context.act([&](db::Writer& writer) -> Result<Done> {
        CANYU_TRY(const products::Product product, chosen_product(writer, form.product));
        CANYU_TRY(const Synonym pair,
                  approved.add(writer, acting(context), product.id, form.one, form.other));
        return Done{page_url(product),
                    {"words.said_approved", {{"one", pair.one_shown}, {"other", pair.other_shown}}}};
    });
}

using Decide = Result<Synonym> (Approved::*)(db::Writer&, const Approved::Acting&, Id);

Result<Done> decide(Context& context, Approved& approved, Decide what, const char* said) {
    CANYU_TRY(const Id id, context.id("synonym"));
    return context.act([&](db::Writer& writer) -> Result<Done> {
        CANYU_TRY(const Synonym pair, (approved.*what)(writer, acting(context), id));
        const auto product = products::find(writer, pair.product_id);
        CANYU_CHECK(product.has_value());
        return Done{page_url(*product), {said, {{"one", pair.one_shown}, {"other", pair.other_shown}}}};
    });
}

void add_decisions(web::Site& site, Approved& approved) {
    site.post(
        "/studio/words/{synonym}/approval", Access::staff,
        [&approved](Context& c) { return decide(c, approved, &Approved::approve, "words.said_approved"); },
        {.summary = "Two words mean the same: who looks for one finds the other"});
    site.post(
        "/studio/words/{synonym}/refusal", Access::staff,
        [&approved](Context& c) { return decide(c, approved, &Approved::refuse, "words.said_refused"); },
        {.summary = "Two words do not mean the same, and are not proposed again"});
    const auto take_back = [&approved](Context& c) {
        return decide(c, approved, &Approved::take_back, "words.said_taken_back");
    };
    site.del("/studio/words/{synonym}/approval", Access::staff, take_back,
             {.summary = "Take back that two words mean the same"});
    site.del("/studio/words/{synonym}/refusal", Access::staff, take_back,
             {.summary = "Take back that two words do not mean the same"});
}

}  // namespace

void add_pages(web::Site& site, Approved& approved) {
    site.get(
        "/studio/words", Access::staff, page_template,
        [](Context& c, const WordsQuery& query) { return words_page(c, {query.product, "", ""}); },
        {.summary = "What people say more than usual, which words mean the same, and whether they praise"});
    site.post(
        "/studio/words", Access::staff,
        [&approved](Context& c, const PairForm& form) { return add_pair(c, approved, form); }, page_template,
        [](Context& c, const PairForm& form) { return words_page(c, form); },
        {.summary = "Say that two words mean the same"});
    add_decisions(site, approved);
}

}  // namespace canyu::words

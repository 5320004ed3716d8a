// The public page of a product's charter.
#include "features/charter/showing.hpp"
#include "features/charter/store.hpp"
#include "platform/web/site.hpp"

namespace canyu::charter {
namespace {

using web::Context;

std::optional<ProofView> proof_of(db::Reader& reader, const Node& node, web::Language language) {
    const auto measure = node.measure_id ? measures::find(reader, *node.measure_id) : std::nullopt;
    if (!measure) return std::nullopt;
    const auto last = measures::latest(reader, measure->id);
    return ProofView{measures::name(*measure, language), measures::url(reader, *measure),
                     in(language, measure->unit_zh, measure->unit_en), measure->promised,
                     last ? std::optional(last->value) : std::nullopt};
}

std::vector<EvidenceWords> words_of(db::Reader& reader, Id product) {
    const std::vector<report::Report> reports = report::find(reader, reports_of(reader, product));
    std::vector<Id> people;
    for (const report::Report& report : reports) people.push_back(report.person_id);
    const auto authors = people::cards(reader, people);
    std::vector<EvidenceWords> words;
    for (const report::Report& report : reports) {
        const auto author = authors.find(report.person_id);
        words.push_back({std::string(report::quote(report, report::form_parts(report.fields))),
                         "/reports/" + to_string(report.id),
                         author == authors.end() ? people::Card{} : author->second});
    }
    return words;
}

std::optional<StageView> stage_view(db::Reader& reader, Id product, web::Language language) {
    const std::vector<Stage> all = store::stages(reader);
    if (all.empty()) return std::nullopt;
    const Stage& stage = all.front();
    StageView view{.stage_name = in(language, stage.name_zh, stage.name_en),
                   .began_at = stage.began_at,
                   .flagship_since = stage.flagship_since,
                   .is_this = stage.flagship_id == product};
    if (const auto flagship = products::find(reader, stage.flagship_id.value_or(Id{}))) {
        view.flagship_name = products::name(*flagship, language);
        view.flagship_url = "/p/" + flagship->slug + "/charter";
    }
    return view;
}

std::vector<ChangeLine> change_lines(db::Reader& reader, Id product, web::Language language) {
    const std::vector<Change> changes = store::changes(reader, product);
    std::vector<Id> people;
    for (const Change& change : changes) people.push_back(change.changed_by);
    const auto cards = people::cards(reader, people);
    std::vector<ChangeLine> lines;
    for (const Change& change : changes) {
        const auto card = cards.find(change.changed_by);
        if (lines.empty() || lines.back().changed_at != change.changed_at ||
            lines.back().reason != change.reason)
            lines.push_back(
                {{}, change.reason, card == cards.end() ? people::Card{} : card->second, change.changed_at});
        lines.back().parts.push_back({change.part, in(language, change.was_zh, change.was_en)});
    }
    return lines;
}

Result<CharterPage> charter_page(Context& context) {
    const web::Language language = context.language();
    return context.read([&](db::Reader& reader) -> Result<CharterPage> {
        CANYU_TRY(const products::Product product, product_of(reader, context));
        CharterPage page;
        page.product_name = products::name(product, language);
        page.product_url = "/p/" + product.slug;
        if (const auto charter = store::find(reader, product.id)) {
            page.written = true;
            page.what = in(language, charter->what_zh, charter->what_en);
            page.pain = in(language, charter->pain_zh, charter->pain_en);
            page.itch = in(language, charter->itch_zh, charter->itch_en);
            page.written_at = charter->written_at;
        }
        page.demands = demand::cards(reader, demands_of(reader, product.id));
        page.reports = words_of(reader, product.id);
        page.nodes = node_views(reader, product.id, language);
        page.present_stage = stage_view(reader, product.id, language);
        page.changes = change_lines(reader, product.id, language);
        page.studio_url = studio_url(product);
        return page;
    });
}

}  // namespace

std::string studio_url(const products::Product& product) {
    return "/studio/charters/" + product.slug;
}

std::vector<NodeView> node_views(db::Reader& reader, Id product, web::Language language) {
    std::vector<NodeView> views;
    for (const Node& node : store::nodes(reader, product))
        views.push_back({node.id, in(language, node.keyword_zh, node.keyword_en),
                         in(language, node.proof_zh, node.proof_en), proof_of(reader, node, language),
                         in(language, node.story_zh, node.story_en),
                         "/studio/charter-nodes/" + to_string(node.id)});
    return views;
}

Result<products::Product> product_of(db::Reader& reader, const Context& context) {
    auto product = products::find(reader, std::string_view(context.parameter("product")));
    if (!product) return not_found();
    return *std::move(product);
}

void add_pages(web::Site& site) {
    site.get(
        "/p/{product}/charter", web::Access::visitor, "charter/charter.html",
        [](Context& c) { return charter_page(c); },
        {.summary = "What a product is for, whose pain it ends, and what is told of it", .cached = true});
    add_studio_charters(site);
    add_studio_nodes(site);
    add_studio_stages(site);
}

}  // namespace canyu::charter

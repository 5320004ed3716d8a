// What people shall tell each other: adding, changing, ordering and taking out.
#include "features/charter/showing.hpp"
#include "features/charter/store.hpp"
#include "platform/web/site.hpp"

namespace canyu::charter {
namespace {

using web::Access;
using web::Context;
using web::Done;

constexpr auto page_name = "charter/studio_node.html";

Node node_in(const NodeForm& form) {
    return {.keyword_zh = form.keyword_zh,
            .keyword_en = form.keyword_en,
            .proof_zh = form.proof_zh,
            .proof_en = form.proof_en,
            .measure_id = form.measure,
            .story_zh = form.story_zh,
            .story_en = form.story_en};
}

StudioNodePage page_of(db::Reader& reader, const products::Product& product, const Node& node,
                       const std::string& reason, web::Language language) {
    StudioNodePage page{.product_label = products::name(product, language),
                        .back_url = studio_url(product),
                        .act_url = studio_url(product) + "/nodes",
                        .keyword_zh = node.keyword_zh,
                        .keyword_en = node.keyword_en,
                        .proof_zh = node.proof_zh,
                        .proof_en = node.proof_en,
                        .story_zh = node.story_zh,
                        .story_en = node.story_en,
                        .reason = reason};
    for (const measures::Measure& measure : measures::standing(reader, product.id))
        page.measures.push_back(
            {measure.id, measures::name(measure, language), measure.id == node.measure_id});
    return page;
}

Result<StudioNodePage> new_page(Context& context, const NodeForm& form) {
    return context.read([&](db::Reader& reader) -> Result<StudioNodePage> {
        CANYU_TRY(const products::Product product, product_of(reader, context));
        return page_of(reader, product, node_in(form), form.reason, context.language());
    });
}

struct Addressed {
    Node node;
    products::Product product;
};
Result<Addressed> addressed(db::Reader& reader, const Context& context) {
    CANYU_TRY(const Id id, context.id("node"));
    const auto node = store::node(reader, id);
    if (!node) return not_found();
    return Addressed{*node, products::find(reader, node->product_id).value()};
}

Result<StudioNodePage> node_page(Context& context, const NodeForm* typed) {
    return context.read([&](db::Reader& reader) -> Result<StudioNodePage> {
        CANYU_TRY(const Addressed at, addressed(reader, context));
        StudioNodePage page = page_of(reader, at.product, typed ? node_in(*typed) : at.node,
                                      typed ? typed->reason : "", context.language());
        page.act_url = "/studio/charter-nodes/" + to_string(at.node.id);
        page.removal_url = page.act_url + "/removal";
        return page;
    });
}

Result<StudioRemovalPage> removal_page(Context& context, const RemovalForm& form) {
    return context.read([&](db::Reader& reader) -> Result<StudioRemovalPage> {
        CANYU_TRY(const Addressed at, addressed(reader, context));
        return StudioRemovalPage{in(context.language(), at.node.keyword_zh, at.node.keyword_en),
                                 studio_url(at.product),
                                 "/studio/charter-nodes/" + to_string(at.node.id) + "/removal", form.reason};
    });
}

Result<Done> add(Context& context, const NodeForm& form) {
    return context.act([&](db::Writer& writer) -> Result<Done> {
        CANYU_TRY(const products::Product product, product_of(writer, context));
        Node node = node_in(form);
        node.product_id = product.id;
        if (auto done = add_node(writer, squads::acting(context), node, form.reason); !done)
            return std::unexpected(std::move(done).error());
        return Done{studio_url(product), {"charter.said_node", {}}};
    });
}

// Runs one act on the node of the address and leads back to its charter.
template <class Act>
Result<Done> act(Context& context, const char* said, Act what) {
    return context.act([&](db::Writer& writer) -> Result<Done> {
        CANYU_TRY(const Addressed at, addressed(writer, context));
        if (auto done = what(writer, squads::acting(context), at.node.id); !done)
            return std::unexpected(std::move(done).error());
        return Done{studio_url(at.product), {said, {}}};
    });
}

Result<Done> change(Context& context, const NodeForm& form) {
    return act(context, "charter.said_node", [&](db::Writer& writer, const Acting& acting, Id id) {
        Node node = node_in(form);
        node.id = id;
        return change_node(writer, acting, node, form.reason);
    });
}

}  // namespace

void add_studio_nodes(web::Site& site) {
    site.form(
        "/studio/charters/{product}/nodes", Access::staff, page_name,
        [](Context& c, const NodeForm& form) { return new_page(c, form); },
        [](Context& c, const NodeForm& form) { return add(c, form); },
        {.summary = "Add what people shall tell each other of a product"});
    site.get("/studio/charter-nodes/{node}", Access::staff, page_name,
             [](Context& c) { return node_page(c, nullptr); }, {.summary = "A node as it is kept"});
    site.post(
        "/studio/charter-nodes/{node}", Access::staff,
        [](Context& c, const NodeForm& form) { return change(c, form); }, page_name,
        [](Context& c, const NodeForm& form) { return node_page(c, &form); },
        {.summary = "Say it differently, with a public reason"});
    site.post("/studio/charter-nodes/{node}/place", Access::staff,
              [](Context& c, const MoveForm& form) {
                  return act(c, "charter.said_moved", [&](db::Writer& w, const Acting& a, Id id) {
                      return move_node(w, a, id, form.direction);
                  });
              },
              {.summary = "Tell it earlier or later"});
    site.form(
        "/studio/charter-nodes/{node}/removal", Access::staff, "charter/studio_removal.html",
        [](Context& c, const RemovalForm& form) { return removal_page(c, form); },
        [](Context& c, const RemovalForm& form) {
            return act(c, "charter.said_removed", [&](db::Writer& w, const Acting& a, Id id) {
                return remove_node(w, a, id, form.reason);
            });
        },
        {.summary = "Take it out, with a public reason"});
}

}  // namespace canyu::charter

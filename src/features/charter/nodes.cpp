// What people shall tell each other of a product, in its order.
#include <algorithm>

#include "base/text.hpp"
#include "features/charter/rules.hpp"
#include "features/charter/store.hpp"
#include "platform/web/checks.hpp"

namespace canyu::charter {
namespace {

Result<Node> get(db::Reader& reader, Id id) {
    auto node = store::node(reader, id);
    if (!node) return not_found();
    return *std::move(node);
}

// Its texts as they are kept, or what is wrong with them.
Result<Node> checked(db::Reader& reader, Node node) {
    for (std::string* text : {&node.keyword_zh, &node.keyword_en, &node.proof_zh, &node.proof_en})
        *text = clean_line(*text);
    for (std::string* text : {&node.story_zh, &node.story_en}) *text = clean_text(*text);
    web::Checks checks;
    checks.length("keyword_zh", node.keyword_zh, 1, 12);
    checks.length("keyword_en", node.keyword_en, 1, 30);
    const std::size_t least_proof = node.measure_id ? 0 : 4;
    checks.length("proof_zh", node.proof_zh, least_proof, 120);
    checks.length("proof_en", node.proof_en, least_proof, 120);
    const auto measure = node.measure_id ? measures::find(reader, *node.measure_id) : std::nullopt;
    checks.that(!node.measure_id || (measure && measure->product_id == node.product_id), "measure",
                "field.choice");
    checks.length("story_zh", node.story_zh, 4, 500);
    checks.length("story_en", node.story_en, 4, 500);
    if (auto result = checks.result(); !result) return std::unexpected(std::move(result).error());
    return node;
}

// The node as it was until now, with the reason why it is not any more.
void note_wording(db::Writer& writer, const Acting& acting, const Node& was, const std::string& because) {
    note_change(writer, acting,
                {was.product_id, Part::node, was.keyword_zh + "：" + was.story_zh,
                 was.keyword_en + ": " + was.story_en},
                because);
}

}  // namespace

Result<void> add_node(db::Writer& writer, const Acting& acting, Node node, const std::string& reason) {
    if (!products::find(writer, node.product_id)) return not_found();
    const std::vector<Node> there = store::nodes(writer, node.product_id);
    if (there.size() >= most_nodes) return refuse(409, "charter.nodes_full");
    CANYU_TRY(node, checked(writer, std::move(node)));
    CANYU_TRY(const std::string because, web::public_reason(reason));
    node.id = acting.ids.next();
    node.place = there.empty() ? 1 : there.back().place + 1;
    store::put(writer, node);
    note_change(writer, acting, {node.product_id, Part::node, "", ""}, because);
    record(writer, acting, "charter.act_node_added", node.product_id, node.keyword_en);
    return {};
}

Result<void> change_node(db::Writer& writer, const Acting& acting, const Node& changed,
                         const std::string& reason) {
    CANYU_TRY(const Node before, get(writer, changed.id));
    Node node = changed;
    node.product_id = before.product_id;
    node.place = before.place;
    CANYU_TRY(node, checked(writer, std::move(node)));
    CANYU_TRY(const std::string because, web::public_reason(reason));
    store::put(writer, node);
    note_wording(writer, acting, before, because);
    record(writer, acting, "charter.act_node_changed", node.product_id, node.keyword_en);
    return {};
}

Result<void> remove_node(db::Writer& writer, const Acting& acting, Id id, const std::string& reason) {
    CANYU_TRY(const Node node, get(writer, id));
    CANYU_TRY(const std::string because, web::public_reason(reason));
    store::remove(writer, id);
    note_wording(writer, acting, node, because);
    record(writer, acting, "charter.act_node_removed", node.product_id, node.keyword_en);
    return {};
}

Result<void> move_node(db::Writer& writer, const Acting& acting, Id id, Direction direction) {
    CANYU_TRY(Node node, get(writer, id));
    std::vector<Node> there = store::nodes(writer, node.product_id);
    const auto at = std::ranges::find(there, id, &Node::id);
    const bool up = direction == Direction::up;
    if (up ? at == there.begin() : at + 1 == there.end()) return {};
    Node& other = up ? *(at - 1) : *(at + 1);
    std::swap(node.place, other.place);
    store::put(writer, node);
    store::put(writer, other);
    record(writer, acting, "charter.act_node_moved", node.product_id, node.keyword_en);
    return {};
}

std::vector<Node> nodes(db::Reader& reader, Id product) {
    return store::nodes(reader, product);
}

}  // namespace canyu::charter

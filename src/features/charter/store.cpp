#include "features/charter/store.hpp"

namespace canyu::charter::store {
namespace {

const std::string select_nodes =
    "select id, product_id, place, keyword_zh, keyword_en, proof_zh, proof_en, measure_id, story_zh, "
    "story_en from charter_node ";

struct EvidenceRow {
    Id product_id;
    EvidenceKind kind = EvidenceKind::demand;
    Id object_id;
};
BOOST_DESCRIBE_STRUCT(EvidenceRow, (), (product_id, kind, object_id))

}  // namespace

std::optional<Charter> find(db::Reader& reader, Id product) {
    return reader.row<Charter>(
        "select product_id, what_zh, what_en, pain_zh, pain_en, itch_zh, itch_en, written_at "
        "from charter where product_id = ?",
        product);
}

void put(db::Writer& writer, const Charter& charter) {
    writer.execute("delete from charter where product_id = ?", charter.product_id);
    writer.insert("charter", charter);
}

std::vector<Id> evidence(db::Reader& reader, Id product, EvidenceKind kind) {
    return reader.rows<Id>(
        "select object_id from charter_evidence where product_id = ? and kind = ? order by object_id",
        product, kind);
}

void set_evidence(db::Writer& writer, Id product, EvidenceKind kind, const std::vector<Id>& objects) {
    writer.execute("delete from charter_evidence where product_id = ? and kind = ?", product, kind);
    for (const Id object : objects) writer.insert("charter_evidence", EvidenceRow{product, kind, object});
}

std::vector<Node> nodes(db::Reader& reader, Id product) {
    return reader.rows<Node>(select_nodes + "where product_id = ? order by place, id", product);
}

std::optional<Node> node(db::Reader& reader, Id node) {
    return reader.row<Node>(select_nodes + "where id = ?", node);
}

void put(db::Writer& writer, const Node& node) {
    remove(writer, node.id);
    writer.insert("charter_node", node);
}

void remove(db::Writer& writer, Id node) {
    writer.execute("delete from charter_node where id = ?", node);
}

void insert(db::Writer& writer, const Change& change) {
    writer.insert("charter_change", change);
}

std::vector<Change> changes(db::Reader& reader, Id product) {
    return reader.rows<Change>(
        "select id, product_id, part, was_zh, was_en, reason, changed_by, changed_at from charter_change "
        "where product_id = ? order by id desc",
        product);
}

void insert(db::Writer& writer, const Stage& stage) {
    writer.insert("charter_stage", stage);
}

std::vector<Stage> stages(db::Reader& reader) {
    return reader.rows<Stage>(
        "select id, name_zh, name_en, began_at, flagship_id, flagship_since from charter_stage "
        "order by id desc");
}

void set_flagship(db::Writer& writer, Id stage, Id product, Time now) {
    writer.execute("update charter_stage set flagship_id = ?, flagship_since = ? where id = ?", product, now,
                   stage);
}

}  // namespace canyu::charter::store

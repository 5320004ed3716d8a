#include "features/entitlements/store.hpp"

namespace canyu::entitlements::store {
namespace {

const std::string select_requests =
    "select id, person_id, evidence, link, sent_at, state, answer, answered_by, answered_at, valid_until "
    "from vip_request ";

}  // namespace

void insert(db::Writer& writer, const VipRequest& request) {
    writer.insert("vip_request", request);
}

void update(db::Writer& writer, const VipRequest& request) {
    writer.execute(
        "update vip_request set state = ?, answer = ?, answered_by = ?, answered_at = ?, valid_until = ? "
        "where id = ?",
        request.state, request.answer, request.answered_by, request.answered_at, request.valid_until,
        request.id);
}

std::optional<VipRequest> find(db::Reader& reader, Id request) {
    return reader.row<VipRequest>(select_requests + "where id = ?", request);
}

std::optional<VipRequest> granted(db::Reader& reader, Id person, Time now) {
    return reader.row<VipRequest>(select_requests +
                                      "where person_id = ? and state = 'granted' and valid_until > ? "
                                      "order by id desc limit 1",
                                  person, now);
}

std::optional<VipRequest> last_of(db::Reader& reader, Id person) {
    return reader.row<VipRequest>(select_requests + "where person_id = ? order by id desc limit 1", person);
}

std::vector<VipRequest> waiting(db::Reader& reader, std::int64_t limit) {
    return reader.rows<VipRequest>(select_requests + "where state = 'waiting' order by id limit ?", limit);
}

std::vector<VipRequest> granted(db::Reader& reader, Time now, std::int64_t limit) {
    return reader.rows<VipRequest>(
        select_requests + "where state = 'granted' and valid_until > ? order by id limit ?", now, limit);
}

void put(db::Writer& writer, const RegularRule& rule) {
    writer.execute("delete from regular_rule where product_id = ?", rule.product_id);
    writer.insert("regular_rule", rule);
}

std::optional<RegularRule> rule_of(db::Reader& reader, Id product) {
    return reader.row<RegularRule>("select product_id, deeds, days from regular_rule where product_id = ?",
                                   product);
}

}  // namespace canyu::entitlements::store

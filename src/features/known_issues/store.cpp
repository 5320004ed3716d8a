#include "features/known_issues/store.hpp"

namespace canyu::known_issues::store {
namespace {

const std::string select_issues =
    "select id, product_id, number, sentence, workaround, found_in, fixed_in, state, holds, reason, "
    "opened_at, opened_by, closed_at from known_issue ";
// Id{} stands for every product.
const std::string of_product = "where (cast(? as bigint) = 0 or product_id = ?) ";

struct HitRow {
    Id issue_id;
    Id person_id;
    Time said_at{};
};
BOOST_DESCRIBE_STRUCT(HitRow, (), (issue_id, person_id, said_at))

}  // namespace

void insert(db::Writer& writer, const Issue& issue) {
    writer.insert("known_issue", issue);
}

void update(db::Writer& writer, const Issue& issue) {
    writer.execute(
        "update known_issue set sentence = ?, workaround = ?, found_in = ?, fixed_in = ?, state = ?, "
        "holds = ?, reason = ?, closed_at = ? where id = ?",
        issue.sentence, issue.workaround, issue.found_in, issue.fixed_in, issue.state, issue.holds,
        issue.reason, issue.closed_at, issue.id);
}

std::optional<Issue> find(db::Reader& reader, Id issue) {
    return reader.row<Issue>(select_issues + "where id = ?", issue);
}

std::optional<Issue> find(db::Reader& reader, Id product, std::int64_t number) {
    return reader.row<Issue>(select_issues + "where product_id = ? and number = ?", product, number);
}

std::vector<Issue> in_state(db::Reader& reader, Id product, IssueState state) {
    return reader.rows<Issue>(select_issues + of_product + "and state = ? order by id desc", product, product,
                              state);
}

std::vector<Issue> closed(db::Reader& reader, Id product, std::int64_t limit) {
    return reader.rows<Issue>(
        select_issues + of_product + "and closed_at is not null order by closed_at desc, id desc limit ?",
        product, product, limit);
}

std::vector<Issue> in_bus(db::Reader& reader, Id product, std::int64_t number) {
    return reader.rows<Issue>(select_issues +
                                  "where product_id = ? and (found_in is null or found_in <= ?) "
                                  "and (fixed_in is null or fixed_in >= ?) order by number",
                              product, number, number);
}

void set_demands(db::Writer& writer, Id issue, const std::vector<Id>& demands) {
    writer.execute("delete from known_issue_demand where issue_id = ?", issue);
    for (const Id demand : demands)
        writer.execute("insert into known_issue_demand (issue_id, demand_id) values (?, ?)", issue, demand);
}

std::vector<Id> demands(db::Reader& reader, Id issue) {
    return reader.rows<Id>("select demand_id from known_issue_demand where issue_id = ? order by demand_id",
                           issue);
}

bool insert_hit(db::Writer& writer, Id issue, Id person, Time now) {
    return writer.insert_new("known_issue_hit", HitRow{issue, person, now});
}

bool remove_hit(db::Writer& writer, Id issue, Id person) {
    return writer.execute("delete from known_issue_hit where issue_id = ? and person_id = ?", issue,
                          person) == 1;
}

bool has_hit(db::Reader& reader, Id issue, Id person) {
    return reader.value<std::int64_t>(
               "select count(*) from known_issue_hit where issue_id = ? and person_id = ?", issue, person) ==
           1;
}

std::vector<Id> hits(db::Reader& reader, Id issue) {
    return reader.rows<Id>(
        "select person_id from known_issue_hit where issue_id = ? order by said_at, person_id", issue);
}

}  // namespace canyu::known_issues::store

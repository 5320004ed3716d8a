#include "features/words/store.hpp"

namespace canyu::words::store {
namespace {

const std::string select_synonyms =
    "select id, product_id, one, other, one_shown, other_shown, state, proposed_at, one_reports, "
    "other_reports, both_reports, shared_demands, score, one_examples, other_examples, contexts, decided_by, "
    "decided_at from synonym ";

}  // namespace

void replace(db::Writer& writer, const Week& week, const std::vector<HotRow>& hot) {
    writer.execute("delete from words_week where product_id = ?", week.product_id);
    writer.execute("delete from hot_term where product_id = ?", week.product_id);
    writer.insert("words_week", week);
    for (const HotRow& row : hot) writer.insert("hot_term", row);
}

std::optional<Week> week(db::Reader& reader, Id product) {
    return reader.row<Week>(
        "select product_id, counted_at, reports, praise, complaint, mixed, reports_before, praise_before, "
        "complaint_before, mixed_before from words_week where product_id = ?",
        product);
}

std::vector<HotRow> hot(db::Reader& reader, Id product) {
    return reader.rows<HotRow>(
        "select product_id, place, shown, people, usual, growth, reports from hot_term "
        "where product_id = ? order by place",
        product);
}

void insert(db::Writer& writer, const Synonym& synonym) {
    writer.insert("synonym", synonym);
}

void set_evidence(db::Writer& writer, const Synonym& synonym) {
    writer.execute(
        "update synonym set one_shown = ?, other_shown = ?, proposed_at = ?, one_reports = ?, "
        "other_reports = ?, both_reports = ?, shared_demands = ?, score = ?, one_examples = ?, "
        "other_examples = ?, contexts = ? where id = ?",
        synonym.one_shown, synonym.other_shown, synonym.proposed_at, synonym.one_reports,
        synonym.other_reports, synonym.both_reports, synonym.shared_demands, synonym.score,
        synonym.one_examples, synonym.other_examples, synonym.contexts, synonym.id);
}

void set_state(db::Writer& writer, const Synonym& synonym) {
    writer.execute("update synonym set state = ?, decided_by = ?, decided_at = ? where id = ?", synonym.state,
                   synonym.decided_by, synonym.decided_at, synonym.id);
}

void remove(db::Writer& writer, Id synonym) {
    writer.execute("delete from synonym where id = ?", synonym);
}

std::optional<Synonym> find(db::Reader& reader, Id synonym) {
    return reader.row<Synonym>(select_synonyms + "where id = ?", synonym);
}

std::optional<Synonym> find(db::Reader& reader, Id product, const std::string& one,
                            const std::string& other) {
    return reader.row<Synonym>(select_synonyms + "where product_id = ? and one = ? and other = ?", product,
                               one, other);
}

std::vector<Synonym> all(db::Reader& reader, Id product) {
    return reader.rows<Synonym>(select_synonyms + "where product_id = ? order by id", product);
}

std::vector<Synonym> in_state(db::Reader& reader, Id product, SynonymState state) {
    const char* order =
        state == SynonymState::proposed ? "order by score desc, id" : "order by decided_at desc, id";
    return reader.rows<Synonym>(select_synonyms + "where product_id = ? and state = ? " + order, product,
                                state);
}

std::vector<Synonym> approved(db::Reader& reader) {
    return reader.rows<Synonym>(select_synonyms + "where state = ? order by id", SynonymState::approved);
}

std::string lines_of(const std::vector<std::string>& words) {
    std::string lines;
    for (const std::string& word : words) lines += word + '\n';
    return lines;
}

std::string lines_of(const std::vector<Id>& ids) {
    std::string lines;
    for (const Id id : ids) lines += to_string(id) + '\n';
    return lines;
}

std::vector<std::string> words_in(std::string_view lines) {
    std::vector<std::string> words;
    for (std::size_t end; (end = lines.find('\n')) != std::string_view::npos; lines.remove_prefix(end + 1))
        words.emplace_back(lines.substr(0, end));
    return words;
}

std::vector<Id> ids_in(std::string_view lines) {
    std::vector<Id> ids;
    for (const std::string& word : words_in(lines))
        if (const auto id = parse_id(word)) ids.push_back(*id);
    return ids;
}

}  // namespace canyu::words::store

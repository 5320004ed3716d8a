#include "features/imports/talk.hpp"

#include "base/text.hpp"
#include "features/imports/store.hpp"

namespace canyu::imports {
namespace {

using store::OriginKind;

constexpr std::size_t longest_title = 120;
constexpr std::size_t longest_board_name = 40;

std::string title_of(const TopicLine& line) {
    return shorten(clean_line(line.title), longest_title - 1);
}

bool has(db::Database& store, const std::string& source, OriginKind kind, const std::string& id) {
    return store.read(
        [&](db::Reader& reader) { return store::origin(reader, source, kind, id).has_value(); });
}

}  // namespace

bool Talk::is_known(const TopicLine& line) const {
    return has(store_, source(), OriginKind::topic, line.id);
}
bool Talk::is_known(const PostLine& line) const {
    return has(store_, source(), OriginKind::post, line.id);
}
bool Talk::is_known(const CommentLine& line) const {
    return has(store_, source(), OriginKind::post, line.id);
}

Result<forum::PreparedText> Talk::prepare(const TopicLine& line) const {
    return store_.read([&](db::Reader& reader) {
        return forum::prepare_topic(reader, title_of(line), clean_text(line.text));
    });
}
Result<forum::PreparedText> Talk::prepare(const PostLine& line) const {
    return store_.read([&](db::Reader& reader) { return forum::prepare(reader, clean_text(line.text)); });
}
Result<forum::PreparedText> Talk::prepare(const CommentLine& line) const {
    return store_.read([&](db::Reader& reader) { return forum::prepare(reader, clean_text(line.text)); });
}

// A category keeps its address where that is free, and gets one of its number where it is not.
Result<Id> Talk::board_for(db::Writer& writer, const TopicLine& line, Time said) const {
    if (const auto known = store::origin(writer, source(), OriginKind::board, line.board)) return *known;
    forum::Board board;
    board.product_id = import_.product_id;
    board.slug = line.board_slug;
    if (!forum::check({.slug = board.slug, .name_zh = "-", .name_en = "-"}) ||
        forum::find_board(writer, board.slug))
        board.slug = "imported-" + to_string(ids_.next());
    const std::string name = line.board_name.empty() ? "#" + line.board : line.board_name;
    board.name_zh = board.name_en = shorten(name, longest_board_name - 1);
    CANYU_TRY(const forum::Board made, forum::create_board(writer, ids_, board, said));
    store::insert(writer, store::Origin{source(), OriginKind::board, line.board, made.id});
    return made.id;
}

Result<void> Talk::add(db::Writer& writer, Id topic, const std::string& outside_id,
                       const forum::PreparedText& text, Id person, Time said) const {
    CANYU_TRY(const forum::Made made, forum::add_post(writer, ids_, {topic, person}, text, said));
    store::insert(writer, store::Origin{source(), OriginKind::post, outside_id, made.post});
    return {};
}

Result<void> Talk::put(db::Writer& writer, const TopicLine& line, const forum::PreparedText& text, Id person,
                       Time said) const {
    CANYU_TRY(const Id board, board_for(writer, line, said));
    const forum::NewTopic topic{import_.product_id, {board, "", Id{}, ""}, person, title_of(line)};
    CANYU_TRY(const forum::Made made, forum::open_topic(writer, ids_, topic, text, said));
    store::insert(writer, store::Origin{source(), OriginKind::topic, line.id, made.topic});
    return {};
}

Result<void> Talk::put(db::Writer& writer, const PostLine& line, const forum::PreparedText& text, Id person,
                       Time said) const {
    const auto topic = store::origin(writer, source(), OriginKind::topic, line.topic);
    if (!topic) return refuse(422, "imports.post_of_unknown", {{"id", line.topic}});
    return add(writer, *topic, line.id, text, person, said);
}

Result<void> Talk::put(db::Writer& writer, const CommentLine& line, const forum::PreparedText& text,
                       Id person, Time said) const {
    const std::string report_id = plain_id(line.report);
    const auto report = report::find(writer, source(), report_id);
    const auto demand = report && report->demand_id ? demand::find(writer, *report->demand_id) : std::nullopt;
    if (!demand) return refuse(422, "imports.comment_of_unknown", {{"id", report_id}});
    // By the demand and not the report: two reports may have come together.
    const std::string place = to_string(demand->id);
    if (const auto topic = store::origin(writer, source(), OriginKind::talk, place))
        return add(writer, *topic, line.id, text, person, said);
    const auto product = products::find(writer, demand->product_id);
    const forum::NewTopic topic{demand->product_id,
                                {Id{}, "demand", demand->id, demand::url(*product, demand->number)},
                                person,
                                demand->title};
    CANYU_TRY(const forum::Made made, forum::open_topic(writer, ids_, topic, text, said));
    store::insert(writer, store::Origin{source(), OriginKind::talk, place, made.topic});
    store::insert(writer, store::Origin{source(), OriginKind::post, line.id, made.post});
    return {};
}

}  // namespace canyu::imports

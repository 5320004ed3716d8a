// Boards, and who is named as knowing them.
#include <algorithm>

#include "features/forum/store.hpp"
#include "platform/audit/audit.hpp"
#include "platform/web/checks.hpp"

namespace canyu::forum {
namespace {

bool is_slug(std::string_view slug) {
    return slug.size() >= 2 && slug.size() <= 40 && std::ranges::all_of(slug, [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
           });
}

}  // namespace

const std::string& name(const Board& board, web::Language language) {
    return language == web::Language::zh ? board.name_zh : board.name_en;
}

std::vector<Board> boards(db::Reader& reader) {
    return store::boards(reader);
}

std::optional<Board> find_board(db::Reader& reader, std::string_view slug) {
    return store::board(reader, std::string(slug));
}

Result<void> check(const Board& board) {
    web::Checks checks;
    checks.that(is_slug(board.slug), "slug", "forum.slug");
    checks.length("name_zh", board.name_zh, 1, 40);
    checks.length("name_en", board.name_en, 1, 40);
    checks.length("about_zh", board.about_zh, 0, 200);
    checks.length("about_en", board.about_en, 0, 200);
    return checks.result();
}

Result<Board> create_board(db::Writer& writer, IdSource& ids, Board board, Time now) {
    if (auto checked = check(board); !checked) return std::unexpected(std::move(checked).error());
    board.id = ids.next();
    board.created_at = now;
    if (store::insert(writer, board)) return board;
    web::Checks taken;
    taken.add("slug", {"forum.slug_taken", {}});
    return std::unexpected(taken.result().error());
}

Result<void> update_board(db::Writer& writer, const Board& board) {
    if (auto checked = check(board); !checked) return checked;
    if (!store::update(writer, board)) return not_found();
    return {};
}

std::vector<Expert> experts(db::Reader& reader) {
    return store::experts(reader);
}

std::vector<Expert> experts_for(db::Reader& reader, Id board, Id product) {
    return store::experts_for(reader, board, product);
}

Result<void> name_expert(db::Writer& writer, IdSource& ids, const Expert& expert) {
    const bool place_exists = expert.scope == Scope::board
                                  ? store::board(writer, expert.scope_id).has_value()
                                  : products::find(writer, expert.scope_id).has_value();
    const auto person = people::find(writer, expert.person_id);
    if (!place_exists || !person) return not_found();
    if (!store::insert(writer, expert)) return refuse(409, "forum.expert_already");
    audit::record(writer, ids, expert.granted_by, "forum.act_expert_named", {"person", expert.person_id}, "",
                  expert.granted_at);
    return {};
}

Result<void> unname_expert(db::Writer& writer, IdSource& ids, const Expert& expert) {
    if (!store::remove(writer, expert)) return not_found();
    audit::record(writer, ids, expert.granted_by, "forum.act_expert_unnamed", {"person", expert.person_id},
                  "", expert.granted_at);
    return {};
}

}  // namespace canyu::forum

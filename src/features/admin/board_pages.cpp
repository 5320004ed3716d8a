// The boards where people talk.
#include <unordered_map>

#include "features/admin/forms.hpp"
#include "features/admin/pages.hpp"
#include "features/admin/views.hpp"
#include "platform/web/checks.hpp"

namespace canyu::admin {
namespace {

using forum::Board;
using web::Access;
using web::Context;

std::string url(const Board& board) {
    return "/studio/boards/" + board.slug;
}

AdminBoardFields fields_of(const BoardForm& form) {
    return {form.slug, form.name_zh, form.name_en, form.about_zh, form.about_en};
}

void fill(Board& board, const BoardForm& form) {
    board.name_zh = form.name_zh;
    board.name_en = form.name_en;
    board.about_zh = form.about_zh;
    board.about_en = form.about_en;
}

Result<AdminBoardsPage> boards_page(Context& context, const BoardForm& form) {
    return context.read([&](db::Reader& reader) -> Result<AdminBoardsPage> {
        AdminBoardsPage page{.fields = fields_of(form)};
        std::unordered_map<Id, std::string> product_names;
        for (const products::Product& product : products::all(reader)) {
            const std::string& label = products::name(product, context.language());
            product_names.emplace(product.id, label);
            page.choices.push_back({product.slug, label, product.slug == form.product});
        }
        for (const Board& board : forum::boards(reader))
            page.lines.push_back(
                {url(board), name(board, context.language()), product_names[board.product_id]});
        return page;
    });
}

Result<Board> board_of(db::Reader& reader, const Context& context) {
    auto board = forum::find_board(reader, context.parameter("board"));
    if (!board) return not_found();
    return *std::move(board);
}

Result<AdminBoardPage> board_page(Context& context) {
    return context.read([&](db::Reader& reader) -> Result<AdminBoardPage> {
        CANYU_TRY(const Board board, board_of(reader, context));
        return AdminBoardPage{url(board),
                              "/b/" + board.slug,
                              {board.slug, board.name_zh, board.name_en, board.about_zh, board.about_en}};
    });
}

Result<AdminBoardPage> board_again(Context& context, const BoardForm& form) {
    CANYU_TRY(AdminBoardPage page, board_page(context));
    const std::string slug = page.fields.slug;
    page.fields = fields_of(form);
    page.fields.slug = slug;
    return page;
}

Result<web::Done> create(Context& context, const BoardForm& form) {
    return context.act([&](db::Writer& writer) -> Result<web::Done> {
        const auto product = products::find(writer, std::string_view(form.product));
        Board board;
        board.slug = form.slug;
        fill(board, form);
        web::Checks checks;
        checks.that(product.has_value(), "product", "field.choice");
        if (const auto checked = forum::check(board); !checked)
            for (const FieldProblem& problem : checked.error().fields)
                checks.add(problem.field, problem.message);
        if (auto checked = checks.result(); !checked) return std::unexpected(std::move(checked).error());
        board.product_id = product->id;
        CANYU_TRY([[maybe_unused]] const Id made,
                  create_board(writer, context.ids(), board, context.member().person, context.now()));
        return web::Done{"/studio/boards", {"admin.said_board_created", {}}};
    });
}

Result<web::Done> change(Context& context, const BoardForm& form) {
    return context.act([&](db::Writer& writer) -> Result<web::Done> {
        CANYU_TRY(Board board, board_of(writer, context));
        fill(board, form);
        if (auto changed = change_board(writer, context.ids(), board, context.member().person, context.now());
            !changed)
            return std::unexpected(std::move(changed).error());
        return web::Done{url(board), {"admin.said_saved", {}}};
    });
}

}  // namespace

void add_board_pages(web::Site& site) {
    site.form(
        "/studio/boards", Access::admin, "admin/boards.html",
        [](Context& c, const BoardForm& form) { return boards_page(c, form); },
        [](Context& c, const BoardForm& form) { return create(c, form); },
        {.summary = "The boards, and opening one"});
    site.get("/studio/boards/{board}", Access::admin, "admin/board.html",
             [](Context& c) { return board_page(c); }, {.summary = "A board as it is kept"});
    site.post(
        "/studio/boards/{board}", Access::admin,
        [](Context& c, const BoardForm& form) { return change(c, form); }, "admin/board.html",
        [](Context& c, const BoardForm& form) { return board_again(c, form); },
        {.summary = "Change a board's names and introduction"});
}

}  // namespace canyu::admin

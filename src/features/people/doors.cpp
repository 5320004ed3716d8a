#include "features/people/doors.hpp"

#include "features/people/names.hpp"
#include "features/people/password.hpp"
#include "features/people/store.hpp"
#include "platform/web/context.hpp"
#include "platform/web/sessions.hpp"

namespace canyu::people {
namespace {

void take_cookie(web::Context& context) {
    context.set_cookie({std::string(web::session_cookie), "", 0, true, false});
}

std::string_view user_agent(const web::Context& context) {
    return context.request().headers.get("User-Agent");
}

}  // namespace

Result<store::Credentials> find_by_password(web::Context& context, std::string_view typed,
                                            std::string_view password) {
    const std::string name = as_name(typed);
    std::optional<store::Credentials> known;
    if (is_name(name))
        known = context.read([&](db::Reader& reader) { return store::credentials(reader, name); });
    CANYU_TRY(const HashingTurn turn, HashingTurn::ask());
    if (!is_password(known ? known->password_hash : "", password, turn))
        return std::unexpected(
            Problem{422, {"people.wrong_credentials", {}}, {{"password", {"people.password_again", {}}}}});
    return *std::move(known);
}

Result<std::string> open_session(db::Writer& writer, const store::Credentials& checked,
                                 std::string_view user_agent, Time now) {
    const auto known = store::credentials(writer, checked.id);
    if (!known || known->password_hash != checked.password_hash)
        return refuse(409, "people.password_changed_meanwhile");
    return web::open_session(writer, checked.id, user_agent, now);
}

Result<void> enter(web::Context& context, const store::Credentials& checked) {
    const std::string brought(context.cookie(web::session_cookie).value_or(""));
    CANYU_TRY(std::string token, context.store().write([&](db::Writer& writer) {
        if (!brought.empty()) web::close_session(writer, brought);
        return open_session(writer, checked, user_agent(context), context.now());
    }));
    context.set_cookie(web::session_cookie_of(std::move(token)));
    return {};
}

Result<void> change_password(web::Context& context, const std::string& seen_hash,
                             const std::string& new_hash) {
    const Id person = context.member().person;
    auto token = context.store().write([&](db::Writer& writer) -> Result<std::string> {
        const auto known = store::credentials(writer, person);
        if (!known || known->password_hash != seen_hash)
            return refuse(409, "people.password_changed_meanwhile");
        if (auto set = set_password(writer, person, new_hash); !set)
            return std::unexpected(std::move(set).error());
        return web::open_session(writer, person, user_agent(context), context.now());
    });
    if (!token) return std::unexpected(std::move(token).error());
    context.set_cookie(web::session_cookie_of(*std::move(token)));
    return {};
}

void leave(web::Context& context) {
    const std::string brought(context.cookie(web::session_cookie).value_or(""));
    if (!brought.empty())
        context.store().write([&](db::Writer& writer) { web::close_session(writer, brought); });
    take_cookie(context);
}

void leave_everywhere(web::Context& context) {
    const Id person = context.member().person;
    context.store().write([&](db::Writer& writer) { web::close_all_sessions(writer, person); });
    take_cookie(context);
}

}  // namespace canyu::people

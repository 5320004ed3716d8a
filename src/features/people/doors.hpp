// Coming in and going out: the session of a browser and the cookie that carries it.
#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"
#include "features/people/people.hpp"
#include "features/people/store.hpp"

namespace canyu::people {

// The person of that name and password. One sentence for an unknown name, a wrong password and somebody who
// cannot sign in, after the same work. 503 when too many come at once.
Result<store::Credentials> find_by_password(web::Context& context, std::string_view name,
                                            std::string_view password);

// A session of whom `checked` is about; 409 when their password is no more the one that was checked: whoever
// changes it means to shut out those who know the old one.
Result<std::string> open_session(db::Writer& writer, const store::Credentials& checked,
                                 std::string_view user_agent, Time now);
// Opens one with a token of its own (whatever the browser brought is closed) and gives it the cookie.
Result<void> enter(web::Context& context, const store::Credentials& checked);
// Changes the password, which signs the person out everywhere, and lets this browser in again. `seen_hash` is
// the hash the present password was checked against: 409 when it is no more.
Result<void> change_password(web::Context& context, const std::string& seen_hash,
                             const std::string& new_hash);
void leave(web::Context& context);
void leave_everywhere(web::Context& context);

}  // namespace canyu::people

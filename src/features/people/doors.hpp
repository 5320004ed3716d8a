// Coming in and going out: the session of a browser and the cookie that carries it.
#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"
#include "features/people/people.hpp"

namespace canyu::people {

// The person of that name and password. One sentence for an unknown name, a wrong password and somebody who
// cannot sign in, after the same work. 503 when too many come at once.
Result<Id> find_by_password(web::Context& context, std::string_view name, std::string_view password);

// Opens a session with a token of its own (whatever the browser brought is closed) and gives it the cookie.
void enter(web::Context& context, Id person);
// Changes the password, which signs the person out everywhere, and lets this browser in again. `seen_hash` is
// the hash the present password was checked against: 409 when it is no more.
Result<void> change_password(web::Context& context, const std::string& seen_hash,
                             const std::string& new_hash);
void leave(web::Context& context);
void leave_everywhere(web::Context& context);

}  // namespace canyu::people

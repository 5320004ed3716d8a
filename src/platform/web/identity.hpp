// Who is asking, and what each kind of person may do.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "base/id.hpp"
#include "base/result.hpp"
#include "base/shape.hpp"

namespace canyu::db {
class Reader;
class Writer;
}  // namespace canyu::db

namespace canyu::web {

enum class Role { member, staff, admin };
BOOST_DESCRIBE_ENUM(Role, member, staff, admin)

// Who may use a route. `visitor` means anyone, signed in or not.
enum class Access { visitor, member, staff, admin };
BOOST_DESCRIBE_ENUM(Access, visitor, member, staff, admin)

struct Identity {
    Id person;
    std::string name;     // as in /u/{name}
    std::string display;  // as shown
    Role role = Role::member;
    std::string language;  // "zh-CN", "en", or "" for no choice
    std::string theme;     // "light", "dark", or "" for the system's
};

inline bool may(const Identity* who, Access access) {
    if (access == Access::visitor) return true;
    if (!who) return false;
    return access == Access::member || (access == Access::staff && who->role != Role::member) ||
           who->role == Role::admin;
}

// 401 for whoever has not signed in, 403 for whoever has and still may not.
inline Result<void> check_access(const Identity* who, Access access) {
    if (may(who, access)) return {};
    return who ? refuse(403, "problem.forbidden") : refuse(401, "problem.sign_in");
}

// The person behind a session, or nothing when they may not come in any more. Given by the slice that keeps
// people.
using FindIdentity = std::function<std::optional<Identity>(db::Reader&, Id person)>;
// Keeps what a signed-in person chose with the buttons of every page: a language's tag or "" for no change;
// "light", "dark", "system" or "" for no change.
using KeepPreferences =
    std::function<void(db::Writer&, Id person, std::string_view language, std::string_view theme)>;

}  // namespace canyu::web

// Signed-in browsers: random tokens in HttpOnly cookies, hashed in the database, with the CSRF token made
// from them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/clock.hpp"
#include "base/id.hpp"
#include "platform/db/db.hpp"
#include "platform/http/forms.hpp"

namespace canyu::web {

inline constexpr std::string_view session_cookie = "canyu_session";
inline constexpr std::chrono::hours session_lifetime{24 * 60};  // since it was last seen

// The cookie that carries a token; it lives as long as the session, so touching one renews the other.
http::Cookie session_cookie_of(std::string token);

// 32 random bytes in hex, from the system's generator.
std::string random_token();
// Whether a text that came from outside has the form of one.
bool is_random_token(std::string_view text);
// What is kept of a token instead of itself.
std::string token_hash(std::string_view token);
// In a time that tells nothing of the secret but its length.
bool is_secret(std::string_view secret, std::string_view offered);

// Makes a new session and answers its token, which goes into the cookie and is kept nowhere. A token that
// somebody planted before signing in is never taken over.
std::string open_session(db::Writer& writer, Id person, std::string_view user_agent, Time now);
struct Session {
    Id person;
    bool stale = false;  // touch_session is due; so a session costs at most one write an hour
};
// Nothing for an unknown token or one not seen for session_lifetime.
std::optional<Session> find_session(db::Reader& reader, std::string_view token, Time now);
void touch_session(db::Writer& writer, std::string_view token, Time now);
void close_session(db::Writer& writer, std::string_view token);
void close_all_sessions(db::Writer& writer, Id person);
// Forgets the sessions that have run out.
void forget_old_sessions(db::Writer& writer, Time now);
// The browsers in which this person is signed in.
std::int64_t count_sessions(db::Reader& reader, Id person, Time now);

// The token that every unsafe form of this session carries.
std::string csrf_token(std::string_view session_token);
// Compares in constant time.
bool is_csrf_token(std::string_view session_token, std::string_view offered);

}  // namespace canyu::web

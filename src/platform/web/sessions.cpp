#include "platform/web/sessions.hpp"

#include <sodium.h>

#include "base/text.hpp"

namespace canyu::web {
namespace {

struct SessionRow {
    std::string token_hash;
    Id person_id;
    Time created_at{};
    Time seen_at{};
    std::string user_agent;
};
BOOST_DESCRIBE_STRUCT(SessionRow, (), (token_hash, person_id, created_at, seen_at, user_agent))

constexpr std::chrono::hours touch_interval{1};

std::string hash(std::string_view token, std::string_view purpose) {
    unsigned char digest[32];
    crypto_generichash_state state;
    crypto_generichash_init(&state, nullptr, 0, sizeof digest);
    for (const std::string_view part : {purpose, token})
        crypto_generichash_update(&state, reinterpret_cast<const unsigned char*>(part.data()), part.size());
    crypto_generichash_final(&state, digest, sizeof digest);
    return to_hex({reinterpret_cast<const char*>(digest), sizeof digest});
}

}  // namespace

std::string token_hash(std::string_view token) {
    return hash(token, "session:");
}

http::Cookie session_cookie_of(std::string token) {
    return {std::string(session_cookie), std::move(token), std::chrono::seconds(session_lifetime).count(),
            true, false};
}

std::string random_token() {
    char bytes[32];
    randombytes_buf(bytes, sizeof bytes);
    return to_hex({bytes, sizeof bytes});
}

bool is_random_token(std::string_view text) {
    return is_hex(text, 64);
}

std::string open_session(db::Writer& writer, Id person, std::string_view user_agent, Time now) {
    const std::string token = random_token();
    writer.insert("session",
                  SessionRow{token_hash(token), person, now, now, shorten(clean_line(user_agent), 200)});
    return token;
}

std::optional<Session> find_session(db::Reader& reader, std::string_view token, Time now) {
    const auto row = reader.row<SessionRow>(
        "select token_hash, person_id, created_at, seen_at, user_agent from session where token_hash = ?",
        token_hash(token));
    if (!row || now - row->seen_at > session_lifetime) return std::nullopt;
    return Session{row->person_id, now - row->seen_at > touch_interval};
}

void touch_session(db::Writer& writer, std::string_view token, Time now) {
    writer.execute("update session set seen_at = ? where token_hash = ?", now, token_hash(token));
}

void close_session(db::Writer& writer, std::string_view token) {
    writer.execute("delete from session where token_hash = ?", token_hash(token));
}

void close_all_sessions(db::Writer& writer, Id person) {
    writer.execute("delete from session where person_id = ?", person);
}

void forget_old_sessions(db::Writer& writer, Time now) {
    const Time oldest = now - session_lifetime;
    writer.execute("delete from session where seen_at < ?", oldest);
}

std::int64_t count_sessions(db::Reader& reader, Id person, Time now) {
    const Time oldest = now - session_lifetime;
    return reader.value<std::int64_t>("select count(*) from session where person_id = ? and seen_at >= ?",
                                      person, oldest);
}

bool is_secret(std::string_view secret, std::string_view offered) {
    return offered.size() == secret.size() &&
           sodium_memcmp(offered.data(), secret.data(), secret.size()) == 0;
}

std::string csrf_token(std::string_view session_token) {
    return hash(session_token, "csrf:");
}

bool is_csrf_token(std::string_view session_token, std::string_view offered) {
    return is_secret(csrf_token(session_token), offered);
}

}  // namespace canyu::web

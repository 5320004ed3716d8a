#include "platform/web/context.hpp"

#include <charconv>

#include "base/check.hpp"
#include "base/text.hpp"
#include "platform/web/sessions.hpp"

namespace canyu::web {
namespace {

struct SubmissionRow {
    std::string submission_key;
    Id person_id;
    std::string location;
    std::string message;
    Time made_at{};
};
BOOST_DESCRIBE_STRUCT(SubmissionRow, (), (submission_key, person_id, location, message, made_at))

constexpr std::size_t longest_key = 100;
// A page left open over the holidays is still sent once.
constexpr std::chrono::days submissions_last{30};
// The stored message is a finished sentence, shown again as it is.
constexpr std::string_view verbatim_key = "web.verbatim";

std::optional<std::int64_t> positive_number(std::string_view text) {
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || value <= 0) return std::nullopt;
    return value;
}

}  // namespace

std::optional<std::string_view> own_cookie(const http::Request& request, std::string_view name) {
    const std::string_view cookies = request.headers.get("Cookie");
    if (!request.secure) return http::find_cookie(cookies, name);
    return http::find_cookie(cookies, std::string(host_cookie_prefix).append(name));
}

Context::Context(const Services& services, http::Request request, Language language, bool wants_json)
    : services_(services),
      request_(std::move(request)),
      language_(language),
      wants_json_(wants_json),
      now_(services.clock.now()) {}

const Identity& Context::member() const {
    CANYU_CHECK(person_.has_value());
    return *person_;
}

const std::string& Context::parameter(std::string_view name) const {
    for (const auto& [candidate, value] : parameters_)
        if (candidate == name) return value;
    CANYU_CHECK(!"the route's pattern has no such parameter");
    return parameters_.front().second;
}

Result<std::int64_t> Context::number(std::string_view name) const {
    const auto value = positive_number(parameter(name));
    if (!value) return not_found();
    return *value;
}

Result<Id> Context::id(std::string_view name) const {
    const auto value = parse_id(parameter(name));
    if (!value) return not_found();
    return *value;
}

std::int64_t Context::page() const {
    const auto text = query_.get("page");
    return text ? positive_number(*text).value_or(1) : 1;
}

// Who was signed out while the act was on its way, everywhere or for good, does nothing any more.
Result<void> Context::check_session(db::Writer& writer) const {
    if (!person_ || session_token_.empty() || find_session(writer, session_token_, now_)) return {};
    return refuse(401, "problem.sign_in");
}

Result<Done> Context::act(const std::function<Result<Done>(db::Writer&)>& closure) {
    const std::string key(form_.get("submission_key").value_or(request_.headers.get("Idempotency-Key")));
    if (key.empty())
        return services_.store.write([&](db::Writer& writer) -> Result<Done> {
            if (auto still = check_session(writer); !still) return std::unexpected(std::move(still).error());
            return closure(writer);
        });
    if (key.size() > longest_key || !valid_utf8(key) || clean_line(key) != key)
        return refuse(400, "web.submission_key_not_ours");
    const Id person = person_ ? person_->person : Id{};
    return services_.store.write([&](db::Writer& writer) -> Result<Done> {
        if (auto still = check_session(writer); !still) return std::unexpected(std::move(still).error());
        const auto earlier = writer.row<SubmissionRow>(
            "select submission_key, person_id, location, message, made_at from submission where "
            "submission_key = ?",
            key);
        if (earlier) {
            if (earlier->person_id != person) return refuse(409, "web.submission_key_taken");
            return Done{earlier->location, {std::string(verbatim_key), {{"text", earlier->message}}}};
        }
        CANYU_TRY(Done done, closure(writer));
        writer.insert("submission", SubmissionRow{key, person, done.location, said(done), now_});
        return done;
    });
}

void forget_old_submissions(db::Writer& writer, Time now) {
    const Time oldest = now - submissions_last;
    writer.execute("delete from submission where made_at < ?", oldest);
}

}  // namespace canyu::web

// One request as a handler sees it: who asks, for what, in which language, and the database.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.hpp"
#include "base/id.hpp"
#include "platform/db/db.hpp"
#include "platform/http/forms.hpp"
#include "platform/http/message.hpp"
#include "platform/http/router.hpp"
#include "platform/web/identity.hpp"
#include "platform/web/language.hpp"
#include "platform/web/outcome.hpp"

namespace canyu::metrics {
class Registry;
}
namespace canyu::web {

// Over TLS every cookie of ours carries this prefix: a browser then takes it from this very host and over TLS
// only, so that no neighbouring site can plant one.
inline constexpr std::string_view host_cookie_prefix = "__Host-";
std::optional<std::string_view> own_cookie(const http::Request& request, std::string_view name);

// What is the same for every request.
struct Services {
    db::Database& store;
    const Clock& clock;
    IdSource& ids;
    const Catalog& catalog;
    metrics::Registry& metrics;
};

// Forgets the one-time keys of forms that nobody sends a second time any more.
void forget_old_submissions(db::Writer& writer, Time now);

// Lives on one worker thread for one request.
class Context {
  public:
    Context(const Services& services, http::Request request, Language language, bool wants_json);

    const http::Request& request() const { return request_; }
    const http::Form& form() const { return form_; }    // the body's fields (a JSON body's members too)
    const http::Form& query() const { return query_; }  // the query string's
    Language language() const { return language_; }
    bool wants_json() const { return wants_json_; }
    Time now() const { return now_; }

    // Null for a visitor.
    const Identity* person() const { return person_ ? &*person_ : nullptr; }
    // On routes whose access is member or more.
    const Identity& member() const;

    // A path parameter's text; the route's pattern has it.
    const std::string& parameter(std::string_view name) const;
    // As a positive number or id; 404 otherwise.
    Result<std::int64_t> number(std::string_view name) const;
    Result<Id> id(std::string_view name) const;
    // The query's page number: 1 when absent or broken.
    std::int64_t page() const;

    template <class F>
    auto read(F&& closure) {
        return services_.store.read(std::forward<F>(closure));
    }
    // Runs one act of this person durably. When the form's one-time key was used before, nothing runs and the
    // first answer is given again; so a double submit is one act. Like every write closure it has no effect
    // but SQL.
    Result<Done> act(const std::function<Result<Done>(db::Writer&)>& closure);

    db::Database& store() { return services_.store; }
    IdSource& ids() { return services_.ids; }
    std::string say(const Message& message) const { return say(language_, message); }
    std::string say(Language language, const Message& message) const {
        return services_.catalog.say(language, message);
    }
    // "" for an act that leaves nothing to be said.
    std::string said(const Done& done) const { return done.said.key.empty() ? "" : say(done.said); }

    // Where this site is reached, for what is read elsewhere: "https://talk.example".
    const std::string& origin() const { return origin_; }

    // Sent with the answer.
    void set_cookie(http::Cookie cookie) { cookies_.push_back(std::move(cookie)); }
    // One of ours, by its name without the prefix that it has over TLS.
    std::optional<std::string_view> cookie(std::string_view name) const { return own_cookie(request_, name); }
    // The session cookie's token, "" for none.
    std::string_view session_token() const { return session_token_; }

  private:
    friend class Dispatcher;
    Result<void> check_session(db::Writer& writer) const;

    const Services& services_;
    http::Request request_;
    http::Parameters parameters_;
    http::Form form_;
    http::Form query_;
    Language language_;
    bool wants_json_;
    Time now_;
    std::optional<Identity> person_;
    std::string session_token_;
    std::string origin_;
    std::vector<http::Cookie> cookies_;
};

}  // namespace canyu::web

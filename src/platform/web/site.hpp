// The site: every slice registers its routes here; one view struct serves the page, the API and its
// documentation.
//
//     site.get("/demands/{number}", Access::visitor, "demand/page.html",
//              [&](Context& c) -> Result<DemandPage> { … });
//     site.post("/demands/{number}/support", Access::member,
//               [&](Context& c, SupportForm form) -> Result<Done> { return c.act(…); });
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <vector>

#include "platform/http/message.hpp"
#include "platform/http/router.hpp"
#include "platform/web/context.hpp"
#include "platform/web/identity.hpp"
#include "platform/web/input.hpp"
#include "platform/web/outcome.hpp"
#include "platform/web/templates.hpp"

namespace canyu::web {

struct RouteOptions {
    // One English sentence for the API's documentation.
    std::string summary;
    // Visitors' copies are kept for a second: for pages that are the same for every visitor.
    bool cached = false;
    std::uint64_t body_limit = 256 * 1024;  // bytes
    // Unsafe requests of one person (or address) a minute; 0 for no limit.
    int per_minute = 60;
    // Of a form where something could be guessed, the field that says whose or which it is. Tries are counted
    // by address as well as by person, for accounts are free; and by the field, wherever they come from.
    std::string guarded_field;
};

// What answers a direct route: on an I/O thread, so from memory and without waiting; the answer may be sent
// later, by any thread. There is no session, no form and no rate limit: who asks proves it by something
// signed in the request that no other site can know.
using Direct = std::function<void(http::Parameters, http::Request, http::Answer)>;

struct Route {
    http::Method method;
    std::string pattern;
    Access access;
    const Shape* input = nullptr;   // of the form or the query; null for none
    const Shape* output = nullptr;  // of the view; null for acts and raw answers
    std::string page;               // template of the view; "" for acts and raw answers
    std::function<Outcome(Context&)> run;
    // The page to show again with what was typed, when a form is refused; empty for none.
    std::string again_page;
    std::function<Outcome(Context&, const Problem&)> again;
    RouteOptions options;
    Direct direct = {};  // of a direct route, instead of `run`
};

// What an administrator can change while the site runs.
struct SiteSettings {
    std::string community_name = "Canyu";
    Language default_language = Language::zh;
    std::string front_door;  // where "/" leads instead of its page: "/first-run"; "" for nowhere
};

struct SiteOptions {
    std::string public_url;  // "https://talk.example"; "" while only known as what the browser asks for
    int workers = 16;        // threads; a worker waits while its write is committed
    std::size_t queue_limit = 10'000;  // requests waiting for a worker; above it 503
    bool page_cache = true;
    bool rate_limits = true;
};

class Site final : public http::Handler {
  public:
    // Everything given must outlive the site. `files` are the embedded ones (templates and translations
    // loaded already).
    Site(SiteOptions options, Services services, Templates& templates,
         const std::vector<EmbeddedFile>& files);
    ~Site() override;

    // Handlers take (Context&) or (Context&, Input); Input is a described struct, parsed from the query or
    // the body. get answers Result<a described view>, Result<OrMoved<a described view>>, or http::Response
    // with an empty page name; the others Result<Done>.
    template <class F>
    void get(std::string_view pattern, Access access, std::string_view page, F handler,
             RouteOptions options = {}) {
        add(http::Method::get, pattern, access, page, std::move(handler), std::move(options));
    }
    template <class F>
    void post(std::string_view pattern, Access access, F handler, RouteOptions options = {}) {
        add(http::Method::post, pattern, access, "", std::move(handler), std::move(options));
    }
    // A post that changes nothing and answers a view: a preview of what was typed.
    template <class F>
    void preview(std::string_view pattern, Access access, std::string_view page, F handler,
                 RouteOptions options = {}) {
        add(http::Method::post, pattern, access, page, std::move(handler), std::move(options));
    }
    // From a form: method="post" with a hidden field _method=DELETE.
    template <class F>
    void del(std::string_view pattern, Access access, F handler, RouteOptions options = {}) {
        add(http::Method::del, pattern, access, "", std::move(handler), std::move(options));
    }
    // For what thousands ask for in a second. Input and View document it; the handler reads and writes them.
    template <class Input, class View>
    void direct(std::string_view pattern, Direct handler, RouteOptions options = {}) {
        Route route{http::Method::post,
                    std::string(pattern),
                    Access::visitor,
                    &shape_of<Input>(),
                    nullptr,
                    "",
                    {},
                    {},
                    {},
                    std::move(options)};
        route.output = &shape_of<View>();
        route.direct = std::move(handler);
        (void)add_route(std::move(route));
    }
    // As post, and when a browser's form is refused, `show(Context&, const Input&) -> Result<View>` is
    // rendered with the template `page`, the problems ({{error_…}}) and what was typed.
    template <class F, class Show>
    void post(std::string_view pattern, Access access, F handler, std::string_view page, Show show,
              RouteOptions options = {}) {
        using Input = typename Signature<F>::Input;
        Route& route = add(http::Method::post, pattern, access, "", std::move(handler), std::move(options));
        route.again_page = page;
        templates_.compile(
            page, shape_of<typename std::invoke_result_t<Show, Context&, const Input&>::value_type>(),
            layout_shape());
        route.again = [show](Context& context, const Problem&) {
            Input input{};
            // What fits is shown as typed; what does not fit has its sentence beside the empty field.
            (void)bind(shape_of<Input>(), &input, context.form());
            return to_outcome(show(context, input));
        };
    }
    // A form that has a page of its own: GET shows it (prefilled from the query), POST takes it.
    template <class Show, class F>
    void form(std::string_view pattern, Access access, std::string_view page, Show show, F handler,
              RouteOptions options = {}) {
        using Input = typename Signature<F>::Input;
        get(
            pattern, access, page,
            [show](Context& context) {
                Input input{};
                (void)bind(shape_of<Input>(), &input, context.query());
                return show(context, input);
            },
            options);
        post(pattern, access, std::move(handler), page, std::move(show), std::move(options));
    }

    // Checks that every template fits, starts the workers. After this nothing is registered.
    void start();
    // Finishes what is queued, then stops the workers.
    void stop();

    void identify_by(FindIdentity find);
    void keep_preferences_by(KeepPreferences keep);
    // The numbers beside "Inbox" and "Review" on staff pages.
    void count_inbox_by(std::function<std::int64_t(db::Reader&)> count);
    void count_review_by(std::function<std::int64_t(db::Reader&)> count);
    // The number on the bell of whoever is signed in.
    void count_notices_by(std::function<std::int64_t(db::Reader&, Id person)> count);
    void set_settings(SiteSettings settings);
    SiteSettings settings() const;
    const std::vector<Route>& routes() const { return routes_; }

    // Answers one request on the calling thread; what a worker does, also used by tests.
    http::Response answer(http::Request request);

    std::uint64_t body_limit(const http::Request& head) const override;
    void handle(http::Request request, http::Answer answer) override;
    http::Response refusal(int status, const http::Request& head) const override;

  private:
    template <class F>
    struct Signature : Signature<decltype(&F::operator())> {};
    template <class R, class I>
    struct Signature<R (*)(Context&, I)> {
        using Input = std::remove_cvref_t<I>;
        using Answer = R;
    };
    template <class R>
    struct Signature<R (*)(Context&)> {
        using Input = void;
        using Answer = R;
    };
    template <class C, class R>
    struct Signature<R (C::*)(Context&) const> {
        using Input = void;
        using Answer = R;
    };
    template <class C, class R, class I>
    struct Signature<R (C::*)(Context&, I) const> {
        using Input = std::remove_cvref_t<I>;
        using Answer = R;
    };
    template <class T>
    struct ViewOf {
        using type = T;
    };
    template <class T>
    struct ViewOf<Result<T>> {
        using type = T;
    };
    template <class T>
    struct ViewOf<Result<OrMoved<T>>> {
        using type = T;
    };

    template <class F>
    Route& add(http::Method method, std::string_view pattern, Access access, std::string_view page, F handler,
               RouteOptions options) {
        using Input = typename Signature<F>::Input;
        using Answer = typename ViewOf<typename Signature<F>::Answer>::type;
        Route route{method, std::string(pattern), access, nullptr, nullptr, std::string(page), {}, {},
                    {},     std::move(options)};
        if constexpr (!std::is_same_v<Answer, Done> && !std::is_same_v<Answer, http::Response>)
            route.output = &shape_of<Answer>();
        if constexpr (std::is_void_v<Input>) {
            route.run = [handler](Context& context) { return to_outcome(handler(context)); };
        } else {
            route.input = &shape_of<Input>();
            route.run = [handler, safe = http::is_safe(method)](Context& context) -> Outcome {
                auto input = bind<Input>(safe ? context.query() : context.form());
                if (!input) return std::move(input).error();
                return to_outcome(handler(context, *std::move(input)));
            };
        }
        return add_route(std::move(route));
    }
    Route& add_route(Route route);
    const Route* route_of(const http::Request& head) const;
    static const Shape& layout_shape();
    void add_own_routes();
    void know_whether_secure(http::Request& request) const;
    // False when it is not for a direct route.
    bool answer_directly(http::Request& request, http::Answer& answer);

    struct Core;
    friend class Dispatcher;
    Templates& templates_;
    std::vector<Route> routes_;
    std::unique_ptr<Core> core_;
};

// Whether a program asks, rather than a browser for a page.
bool wants_json(const http::Request& request);

// A path on this site to go back to; "/" for anything that leads elsewhere.
std::string local_path(std::string_view path);

}  // namespace canyu::web

// The way of a request through the site: who may send what, how often, and what the answer may carry.
#include "platform/web/site.hpp"

#include <doctest/doctest.h>

#include <future>
#include <thread>

#include "platform/db/test_migrated.hpp"
#include "platform/metrics/metrics.hpp"
#include "platform/web/layout.hpp"
#include "platform/web/rate_limit.hpp"
#include "platform/web/sessions.hpp"

using namespace canyu;
using namespace canyu::web;

namespace {

struct NameForm {
    std::string name;
};
BOOST_DESCRIBE_STRUCT(NameForm, (), (name))

// Templates and sentences of the platform as the checkout has them, and assets of no content.
std::vector<EmbeddedFile> platform_files() {
    static const std::map<std::string, std::string> texts = [] {
        namespace fs = std::filesystem;
        std::map<std::string, std::string> found{
            {"web/dist/manifest.json", R"({"canyu.css": "a.css", "canyu.js": "a.js", "icon.svg": "a.svg"})"}};
        const fs::path root = CANYU_SOURCE_DIR;
        for (const auto& entry : fs::recursive_directory_iterator(root / "src" / "platform")) {
            if (entry.path().extension() != ".html" && entry.path().extension() != ".po") continue;
            std::ifstream file(entry.path(), std::ios::binary);
            found.emplace(fs::relative(entry.path(), root).string(),
                          std::string(std::istreambuf_iterator<char>(file), {}));
        }
        return found;
    }();
    std::vector<EmbeddedFile> files;
    for (const auto& [path, text] : texts) files.push_back({path, text});
    return files;
}

constexpr Id member{7};
constexpr Id other_member{8};

http::Response bytes(std::string_view cache_control) {
    http::Response response;
    response.headers.add("Cache-Control", cache_control);
    return response;
}

// A site with a page of each kind; nothing is rendered but problems.
struct House {
    explicit House(db::Database& database, SiteOptions options = {}) : store(database) {
        templates.load(files);
        site = std::make_unique<Site>(
            std::move(options), Services{store, clock, ids, templates.catalog(), registry}, templates, files);
        site->identify_by([](db::Reader&, Id person) {
            return Identity{person, "somebody", "Somebody", Role::member, "en", ""};
        });
        const auto done = [](Context&, const NameForm&) -> Result<Done> { return Done{"/", {}}; };
        site->post("/file", Access::member, done, {.summary = "x", .body_limit = 2'000'000});
        site->post("/guess", Access::visitor, done,
                   {.summary = "x", .per_minute = 2, .guarded_field = "name"});
        site->post("/say", Access::visitor, done, {.summary = "x", .per_minute = 2});
        site->post("/once", Access::visitor,
                   [](Context& c, const NameForm&) -> Result<Done> {
                       return c.act([](db::Writer&) -> Result<Done> { return Done{"/", {}}; });
                   },
                   {.summary = "x"});
        site->get("/picture", Access::visitor, "",
                  [](Context&) { return bytes("public, max-age=31536000, immutable"); }, {.summary = "x"});
        site->get("/private", Access::visitor, "", [](Context&) { return bytes("no-store"); },
                  {.summary = "x"});
        site->direct<NameForm, ProblemView>(
            "/direct/{number}",
            [](const http::Parameters& parameters, const http::Request& request, const http::Answer& answer) {
                http::Response response;
                response.body = parameters[0].second + (wants_json(request) ? " json" : " page");
                std::jthread([=] { answer.send(response); });
            },
            {.summary = "x"});
        site->start();
    }

    std::string open(Id person) {
        return store.write([&](db::Writer& w) { return open_session(w, person, "", clock.now()); });
    }
    http::Response get(std::string_view path, const std::string& cookie, bool secure = false) {
        http::Request request;
        request.target = request.path = path;
        request.secure = secure;
        request.headers.add("Cookie", cookie);
        return site->answer(std::move(request));
    }
    int post(std::string_view path, std::string body, std::string_view type, const std::string& token = "",
             std::string_view address = "203.0.113.1") {
        http::Request request;
        request.method = http::Method::post;
        request.target = request.path = path;
        request.remote_address = address;
        request.headers.add("Accept", "application/json");
        request.headers.add("Content-Type", type);
        request.headers.add("Cookie", "canyu_session=" + token);
        request.headers.add("X-CSRF-Token", csrf_token(token));
        request.body = std::move(body);
        return site->answer(std::move(request)).status;
    }
    int send_form(std::string_view path, const std::string& body, const std::string& token,
                  std::string_view address) {
        return post(path, body, "application/x-www-form-urlencoded", token, address);
    }

    db::Database& store;
    ManualClock clock{time_from_milliseconds(1'800'000'000'000)};
    IdSource ids{clock, 1};
    std::vector<EmbeddedFile> files = platform_files();
    Templates templates;
    metrics::Registry registry;
    std::unique_ptr<Site> site;
};

const std::string large(300'000, 'x');

}  // namespace

TEST_CASE("site: a large body is taken apart only for whom it may be from, and only a form with files") {
    db::on_each_migrated_database([](db::Database& store) {
        House house(store);
        const std::string token = house.open(member);
        const std::string_view files = "multipart/form-data; boundary=b";
        CHECK(house.post("/file", large, files) == 401);
        CHECK(house.post("/file", large, files, token) == 400);
        CHECK(house.post("/file",
                         "--b\r\nContent-Disposition: form-data; name=\"name\"\r\n\r\n" + large + "\r\n--b--",
                         files, token) == 200);
        CHECK(house.post("/file", large, "application/x-www-form-urlencoded", token) == 413);
        CHECK(house.post("/file", large, "application/json", token) == 413);
    });
}

TEST_CASE("site: an account buys no further guesses of a password") {
    db::on_each_migrated_database([](db::Database& store) {
        House house(store);
        const std::string token = house.open(member);
        const std::string other = house.open(other_member);
        CHECK(house.send_form("/guess", "name=a", "", "203.0.113.1") == 200);
        CHECK(house.send_form("/guess", "name=b", token, "203.0.113.1") == 200);
        CHECK(house.send_form("/guess", "name=c", other, "203.0.113.1") == 429);
        CHECK(house.send_form("/guess", "name=c", "", "203.0.113.2") == 200);
        // Nor does another address help who is signed in.
        CHECK(house.send_form("/guess", "name=d", token, "203.0.113.3") == 200);
        CHECK(house.send_form("/guess", "name=e", token, "203.0.113.4") == 429);
        // Where nothing is guessed, people behind one address do not hold up each other.
        for (const std::string& who : {token, other, token, other})
            CHECK(house.send_form("/say", "", who, "203.0.113.1") == 200);
        CHECK(house.send_form("/say", "", token, "203.0.113.1") == 429);
    });
}

TEST_CASE("site: one password is guessed from many addresses no faster") {
    db::on_each_migrated_database([](db::Database& store) {
        House house(store);
        const auto guess = [&](const std::string& name, int address) {
            return house.send_form("/guess", "name=" + name, "", "203.0.113." + std::to_string(address));
        };
        for (int address = 0; address < 6; ++address) CHECK(guess("xiaoman", address) == 200);
        CHECK(guess("xiaoman", 6) == 429);
        CHECK(guess("+XiaoMan", 7) == 429);
        CHECK(guess("ajie", 8) == 200);
        house.clock.advance(std::chrono::minutes(1));
        CHECK(guess("xiaoman", 9) == 200);
    });
}

TEST_CASE("site: an IPv6 customer is one address") {
    CHECK(network_of("2001:db8:1:1::1") == network_of("2001:db8:1:1:ffff::2"));
    CHECK(network_of("2001:db8:1:1::1") != network_of("2001:db8:1:2::1"));
    CHECK(network_of("203.0.113.1") == "203.0.113.1");
    for (const char* address :
         {"203.0.113.1", "172.32.0.1", "100.128.0.1", "2001:db8::1", "::ffff:203.0.113.1"})
        CHECK_MESSAGE(is_public_address(address), address);
    for (const char* address :
         {"127.0.0.1", "10.1.2.3", "172.16.0.1", "172.31.255.1", "192.168.1.1", "169.254.1.1", "100.64.0.1",
          "0.0.0.0", "224.0.0.1", "::1", "fe80::1", "fd00::1", "::ffff:10.0.0.1", "unknown", ""})
        CHECK_FALSE_MESSAGE(is_public_address(address), address);
    db::on_each_migrated_database([](db::Database& store) {
        House house(store);
        CHECK(house.send_form("/say", "", "", "2001:db8:1:1::1") == 200);
        CHECK(house.send_form("/say", "", "", "2001:db8:1:1::2") == 200);
        CHECK(house.send_form("/say", "", "", "2001:db8:1:1:a:b:c:d") == 429);
        CHECK(house.send_form("/say", "", "", "2001:db8:1:2::1") == 200);
    });
}

TEST_CASE("site: what everybody's caches may keep carries nobody's session") {
    db::on_each_migrated_database([](db::Database& store) {
        House house(store);
        const std::string token = house.open(member);
        house.clock.advance(std::chrono::hours(2));
        CHECK(house.get("/picture", "canyu_session=" + token).headers.get("Set-Cookie").empty());
        // Renewed by the next answer that is for this person alone, once.
        const http::Response renewing = house.get("/private", "canyu_session=" + token);
        CHECK(renewing.headers.get("Set-Cookie").starts_with("canyu_session=" + token));
        // Nobody waits for it to be kept but this test.
        const auto kept = [&] {
            return store.read([&](db::Reader& reader) {
                return reader.value<Time>("select max(seen_at) from session") == house.clock.now();
            });
        };
        for (int i = 0; i < 5000 && !kept(); ++i) std::this_thread::sleep_for(std::chrono::milliseconds(1));
        REQUIRE(kept());
        CHECK(house.get("/private", "canyu_session=" + token).headers.get("Set-Cookie").empty());
    });
}

TEST_CASE("site: what has run out is forgotten, and nothing else") {
    db::on_each_migrated_database([](db::Database& store) {
        House house(store);
        house.open(member);
        house.clock.advance(session_lifetime);
        house.open(other_member);
        const auto rows = [&](const std::string& table) {
            return store.read(
                [&](db::Reader& r) { return r.value<std::int64_t>("select count(*) from " + table); });
        };
        const auto forget = [&] {
            store.write([&](db::Writer& w) {
                forget_old_sessions(w, house.clock.now());
                forget_old_submissions(w, house.clock.now());
            });
        };
        house.send_form("/once", "submission_key=a", "", "203.0.113.1");
        forget();
        CHECK(rows("session") == 2);
        CHECK(rows("submission") == 1);
        house.clock.advance(std::chrono::days(29));
        house.send_form("/once", "submission_key=a", "", "203.0.113.1");
        house.send_form("/once", "submission_key=b", "", "203.0.113.1");
        forget();
        CHECK(rows("session") == 1);
        CHECK(rows("submission") == 2);
        house.clock.advance(std::chrono::days(2));
        forget();
        CHECK(rows("submission") == 1);
    });
}

TEST_CASE("site: over TLS cookies are of this host alone") {
    db::on_each_migrated_database([](db::Database& store) {
        House house(store);
        House told(store, {.public_url = "https://talk.example"});
        for (House* each : {&house, &told}) {
            const bool by_proxy = each == &house;
            const std::string token = each->open(member);
            each->clock.advance(std::chrono::hours(2));
            const auto renewed = [&](const std::string& cookies) {
                return std::string(each->get("/private", cookies, by_proxy).headers.get("Set-Cookie"));
            };
            // What a neighbour could have planted is not looked at.
            CHECK(renewed("canyu_session=" + token).empty());
            const std::string cookie = renewed("canyu_session=x; __Host-canyu_session=" + token);
            CHECK(cookie.starts_with("__Host-canyu_session=" + token + "; Path=/; SameSite=Lax"));
            CHECK(cookie.ends_with("; HttpOnly; Secure"));
        }
    });
}

TEST_CASE("site: a direct route answers whenever it likes, without a session or a form") {
    db::on_each_migrated_database([](db::Database& store) {
        House house(store);
        const auto said = [&](std::string_view path, std::string_view accept) {
            http::Request request;
            request.method = http::Method::post;
            request.target = request.path = path;
            request.headers.add("Accept", accept);
            std::promise<std::string> body;
            house.site->handle(std::move(request), http::Answer([&](const http::Response& response) {
                                   body.set_value(response.body);
                               }));
            return body.get_future().get();
        };
        CHECK(said("/direct/7", "text/html") == "7 page");
        CHECK(said("/direct/7", "application/json") == "7 json");
        CHECK(said("/direct/7.json", "text/html") == "7 json");
    });
}

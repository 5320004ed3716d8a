// What becomes of the answers a handler owes: pending, lost, thrown away, compressed, not modified; and of
// stopping.
#include <doctest/doctest.h>

#include <algorithm>
#include <mutex>
#include <stdexcept>
#include <thread>

#include "platform/http/compress.hpp"
#include "platform/http/server/test_client.hpp"

using namespace canyu;
using namespace canyu::http;

namespace {

// Holds every answer until it is told to send.
struct Pending {
    std::mutex mutex;
    std::vector<Answer> answers;

    explicit Pending(TestServer& test) {
        test.handler.on_request = [this](const Request&, Answer answer) {
            const std::lock_guard lock(mutex);
            answers.push_back(std::move(answer));
        };
    }
    void wait_for(std::size_t count) {
        for (;;) {
            {
                const std::lock_guard lock(mutex);
                if (answers.size() >= count) return;
            }
            std::this_thread::sleep_for(Milliseconds(1));
        }
    }
    std::vector<Answer> take() {
        const std::lock_guard lock(mutex);
        return std::exchange(answers, {});
    }
};

Response text(std::string body) {
    Response response{200, {}, std::move(body)};
    response.headers.add("Content-Type", "text/html; charset=utf-8");
    return response;
}

}  // namespace

TEST_CASE("http answers: a thousand may be owed without a thread each") {
    TestServer test;
    Pending pending(test);
    std::vector<TestClient> clients;
    for (int i = 0; i < 1'000; ++i) {
        clients.push_back(test.connect());
        REQUIRE(clients.back().send(get("/")));
    }
    pending.wait_for(1'000);
    std::vector<Answer> answers = pending.take();
    std::jthread first([&] {
        for (std::size_t i = 0; i < 500; ++i) answers[i].send(text("sent"));
    });
    std::jthread second([&] {
        for (std::size_t i = 500; i < 1'000; ++i) answers[i].send(text("sent"));
    });
    for (TestClient& client : clients) REQUIRE(client.read().body == "sent");
}

TEST_CASE("http answers: one that is lost or thrown away is a 500") {
    TestServer test;
    test.handler.on_request = [](const Request& request, Answer answer) {
        if (request.path == "/throw") throw std::runtime_error("as the test wants it");
        if (request.path == "/thread") std::jthread([lost = std::move(answer)] {}).join();
    };
    TestClient client = test.connect();
    for (const char* path : {"/lost", "/thread", "/throw"}) {
        const TestResponse response = client.ask(get(path));
        CHECK(response.status == 500);
        CHECK(response.body == "refused 500 " + std::string(path));
    }
}

TEST_CASE("http answers: a client that went away and a server that is gone are no trouble") {
    auto test = std::make_unique<TestServer>(ServerOptions{.stop_timeout = Milliseconds(50)});
    Pending pending(*test);
    {
        TestClient gone = test->connect();
        gone.send(get("/"));
        pending.wait_for(1);
    }
    pending.take()[0].send(text(std::string(1'000'000, 'x')));
    TestClient client = test->connect();
    client.send(get("/") + get("/"));
    pending.wait_for(1);
    test->server.reset();
    CHECK(client.is_closed());
    const std::vector<Answer> late = pending.take();
    test.reset();
    late[0].send(text("too late"));
}

TEST_CASE("http answers: texts are compressed as the client likes it") {
    std::vector<std::jthread> workers;
    TestServer test;
    const std::string page(5'000, 'a');
    test.handler.on_request = [&](const Request& request, const Answer& answer) {
        Response response = text(request.path == "/short" ? "short" : page);
        response.headers.add("ETag", "\"v1\"");
        if (request.path == "/image") response.headers.set("Content-Type", "image/png");
        if (request.path == "/encoded") response.encoded = true;
        workers.emplace_back([answer, response] { answer.send(response); });
    };
    TestClient client = test.connect();
    const TestResponse gzip = client.ask(get("/page", "Accept-Encoding: gzip\r\n"));
    CHECK(gzip.headers.get("Content-Encoding") == "gzip");
    CHECK(gzip.headers.get("Vary") == "Accept-Encoding");
    CHECK(gzip.headers.get("ETag") == "\"v1-gzip\"");
    CHECK(gunzip(gzip.body, 10'000) == page);
    CHECK(client.ask(get("/page", "Accept-Encoding: br, gzip\r\n")).headers.get("Content-Encoding") == "br");
    const TestResponse plain = client.ask(get("/page"));
    CHECK(plain.body == page);
    CHECK(plain.headers.get("Vary") == "Accept-Encoding");
    CHECK(plain.headers.get("ETag") == "\"v1\"");
    for (const char* path : {"/short", "/image", "/encoded"}) {
        const TestResponse same = client.ask(get(path, "Accept-Encoding: gzip\r\n"));
        CHECK(same.headers.get("Content-Encoding").empty());
        CHECK(same.headers.get("ETag") == "\"v1\"");
    }
}

TEST_CASE("http answers: what the client has already is a 304") {
    TestServer test;
    test.handler.on_request = [](const Request&, const Answer& answer) {
        Response response = text(std::string(5'000, 'a'));
        response.headers.add("ETag", "\"v1\"");
        response.headers.add("Cache-Control", "max-age=0");
        answer.send(std::move(response));
    };
    TestClient client = test.connect();
    const std::string tag(client.ask(get("/", "Accept-Encoding: br\r\n")).headers.get("ETag"));
    const TestResponse known =
        client.ask(get("/", "Accept-Encoding: br\r\nIf-None-Match: \"old\", " + tag + "\r\n"));
    CHECK(known.status == 304);
    CHECK(known.body.empty());
    CHECK(known.headers.get("ETag") == tag);
    CHECK(known.headers.get("Cache-Control") == "max-age=0");
    CHECK(known.headers.get("Vary") == "Accept-Encoding");
    CHECK(known.headers.get("Content-Type").empty());
    CHECK(known.headers.get("Content-Length").empty());
    CHECK(client.ask(get("/", "If-None-Match: " + tag + "\r\n")).status == 200);
    CHECK(client.ask(get("/", "If-None-Match: \"v1\"\r\n")).status == 304);
    CHECK(client.ask(post("/", "", "If-None-Match: \"v1\"\r\n")).status == 200);
}

TEST_CASE("http stop: idle connections end at once, owed answers are still sent") {
    TestServer test;
    Pending pending(test);
    std::jthread stopping;
    {
        TestClient fresh = test.connect();
        TestClient busy = test.connect();
        busy.send(get("/") + get("/never"));
        pending.wait_for(1);
        stopping = std::jthread([&] { test.server->stop(); });
        CHECK(fresh.is_closed());
        pending.take()[0].send(text("last words"));
        const TestResponse response = busy.read();
        CHECK(response.body == "last words");
        CHECK(response.headers.get("Connection") == "close");
        CHECK(busy.is_closed());
    }
    stopping.join();
    CHECK_THROWS(test.connect());
}

TEST_CASE("http stop: answers that never come are not waited for longer than allowed") {
    TestServer test(ServerOptions{.stop_timeout = Milliseconds(30)});
    Pending pending(test);
    TestClient client = test.connect();
    client.send(get("/"));
    pending.wait_for(1);
    TestClient halfway = test.connect();
    halfway.send("GET / HTTP/1.1\r\nHo");
    test.server->stop();
    CHECK(client.is_closed());
    CHECK(halfway.is_closed());
}

TEST_CASE("http server: several I/O threads share the connections") {
    TestServer test(ServerOptions{.io_threads = 3});
    std::mutex mutex;
    std::vector<std::thread::id> threads;
    test.handler.on_request = [&](const Request&, const Answer& answer) {
        {
            const std::lock_guard lock(mutex);
            if (std::ranges::find(threads, std::this_thread::get_id()) == threads.end()) {
                threads.push_back(std::this_thread::get_id());
            }
        }
        answer.send(text("ok"));
    };
    std::vector<TestClient> clients;
    for (int i = 0; i < 30; ++i) {
        clients.push_back(test.connect());
        CHECK(clients.back().ask(get("/")).body == "ok");
    }
    CHECK(threads.size() == 3);
}

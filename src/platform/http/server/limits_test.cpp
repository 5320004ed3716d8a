// Hostile clients: too slow, too large, too many, or saying things two readers could understand differently.
#include <doctest/doctest.h>

#include <atomic>
#include <latch>
#include <optional>
#include <thread>

#include "platform/http/compress.hpp"
#include "platform/http/server/test_client.hpp"

using namespace canyu;
using namespace canyu::http;

namespace {

ServerOptions hasty() {
    ServerOptions options;
    options.header_timeout = options.body_timeout = options.idle_timeout = options.write_timeout =
        Milliseconds(60);
    return options;
}

// Sends a byte now and then until it is stopped or the server has had enough of it.
void drip(const std::stop_token& stop, TestClient& client, std::string_view bytes) {
    for (const char byte : bytes) {
        if (stop.stop_requested() || !client.send({&byte, 1})) return;
        std::this_thread::sleep_for(Milliseconds(10));
    }
}

}  // namespace

TEST_CASE("http limits: who sends nothing is closed") {
    TestServer test(hasty());
    CHECK(test.connect().is_closed());
    TestClient idle = test.connect();
    CHECK(idle.ask(get("/")).status == 200);
    CHECK(idle.is_closed());
}

TEST_CASE("http limits: who dawdles over the headers is told and closed") {
    ServerOptions options = hasty();
    options.idle_timeout = Milliseconds(60'000);  // a busy machine may not send the first byte at once
    TestServer test(options);
    TestClient slow = test.connect();
    std::jthread dripping(
        [&](const std::stop_token& stop) { drip(stop, slow, get("/", "X-Long: " + std::string(500, 'x'))); });
    const TestResponse response = slow.read();
    CHECK(response.status == 408);
    CHECK(response.headers.get("Connection") == "close");
}

TEST_CASE("http limits: who dawdles over the body is told and closed, who keeps going is not") {
    TestServer test(hasty());
    TestClient slow = test.connect();
    slow.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 900\r\n\r\nabc");
    CHECK(slow.read().status == 408);
    TestClient steady = test.connect();
    steady.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\n");
    for (int i = 0; i < 10; ++i) {
        REQUIRE(steady.send(std::string(100, 'x')));
        std::this_thread::sleep_for(Milliseconds(20));
    }
    CHECK(steady.read().status == 200);
}

TEST_CASE("http limits: a fast start is no credit for dawdling") {
    TestServer test(hasty());
    test.handler.limit = 10'000;
    TestClient client = test.connect();
    client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9000\r\n\r\n" + std::string(8'000, 'x'));
    std::atomic<bool> is_through = false;
    std::jthread dripping([&](const std::stop_token& stop) {
        drip(stop, client, std::string(200, 'x'));
        is_through = !stop.stop_requested();
    });
    CHECK(client.read().status == 408);
    CHECK(!is_through);
}

TEST_CASE("http limits: who does not read its answer is closed") {
    ServerOptions options = hasty();
    options.connection_limit = 1;
    TestServer test(options);
    std::latch is_asked(1);
    test.handler.on_request = [&](const Request& request, const Answer& answer) {
        answer.send(Response{200, {}, std::string(request.path == "/large" ? 20'000'000 : 1, 'x')});
        if (request.path == "/large") is_asked.count_down();
    };
    TestClient client = test.connect(4'096);
    client.send(get("/large"));
    is_asked.wait();
    int status = 503;
    for (int i = 0; i < 1'000 && status != 200; ++i) {
        std::this_thread::sleep_for(Milliseconds(10));
        status = test.ask(get("/")).status;
    }
    CHECK(status == 200);
    CHECK(client.read_all().size() < 20'000'000);
}

TEST_CASE("http limits: a large answer reaches a client that reads") {
    TestServer test;
    test.handler.on_request = [](const Request&, const Answer& answer) {
        answer.send(Response{200, {}, std::string(20'000'000, 'x')});
    };
    TestClient client = test.connect(4'096);
    CHECK(client.ask(get("/")).body.size() == 20'000'000);
    CHECK(client.ask(get("/")).body.size() == 20'000'000);
}

TEST_CASE("http limits: headers and targets have a size") {
    TestServer test;
    CHECK(test.ask(get("/", "X: " + std::string(15'000, 'x') + "\r\n")).status == 200);
    CHECK(test.ask(get("/", "X: " + std::string(17'000, 'x') + "\r\n")).status == 431);
    std::string many;
    for (int i = 0; i < 2'000; ++i) many += "X-Field: value\r\n";
    CHECK(test.ask(get("/", many)).status == 431);
    CHECK(test.ask(get("/" + std::string(8'000, 'a'))).status == 200);
    CHECK(test.ask(get("/" + std::string(9'000, 'a'))).status == 414);
    CHECK(test.ask(get("/" + std::string(100'000, 'a'))).status == 414);
    TestClient in_pieces = test.connect();
    in_pieces.send("GET / HTTP/1.1\r\nHost: a\r\n");
    for (int i = 0; i < 2'000 && in_pieces.send("X-Field: value\r\n"); ++i) {
        std::this_thread::sleep_for(std::chrono::microseconds(50));
    }
    CHECK(in_pieces.read().status == 431);
}

TEST_CASE("http limits: bodies have the size their route allows, packed and unpacked") {
    TestServer test;
    CHECK(test.ask(post("/", std::string(1'000, 'x'))).status == 200);
    const TestResponse refused = test.ask(post("/up", std::string(1'001, 'x')));
    CHECK(refused.status == 413);
    CHECK(refused.body == "refused 413 /up");
    CHECK(refused.headers.get("Connection") == "close");
    CHECK(test.ask(get("/", "Content-Length: 5\r\n") + "hello").status == 413);
    const std::string chunked = "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";
    CHECK(test.ask(chunked + "3e8\r\n" + std::string(1'000, 'x') + "\r\n0\r\n\r\n").status == 200);
    CHECK(test.ask(chunked + "3e8\r\n" + std::string(1'000, 'x') + "\r\n1\r\nx\r\n0\r\n\r\n").status == 413);
    CHECK(test.ask(chunked + "fffffffffffffff0\r\n").status == 413);
    const std::string bomb = compress(Coding::gzip, std::string(500'000, 'a'));
    CHECK(bomb.size() < 1'000);
    CHECK(test.ask(post("/", bomb, "Content-Encoding: gzip\r\n")).status == 413);
    test.handler.limit = 3'000'000;
    const TestResponse large = test.ask(post("/", std::string(3'000'000, 'x')));
    CHECK(large.body.size() == 3'000'007);
}

TEST_CASE("http limits: no kilobyte becomes more than a megabyte") {
    TestServer test;
    test.handler.limit = 64'000'000;
    const auto packed = [](std::size_t size) {
        return post("/", compress(Coding::gzip, std::string(size, 'a')), "Content-Encoding: gzip\r\n");
    };
    CHECK(test.ask(packed(1'000'000)).body.size() == 1'000'007);
    CHECK(test.ask(packed(1'100'000)).status == 413);
}

TEST_CASE("http limits: large bodies share what memory there is") {
    for (const bool of_all : {false, true}) {
        ServerOptions options;
        options.trusted_proxies = {"127.0.0.1"};
        (of_all ? options.held_limit : options.held_per_address) = 3'000'000;
        TestServer test(options);
        test.handler.limit = 2'500'000;
        std::latch is_asked(1);
        std::optional<Answer> first_answer;
        test.handler.on_request = [&](const Request& request, const Answer& answer) {
            if (request.path != "/first") return answer.send({});
            first_answer = answer;
            is_asked.count_down();
        };
        const std::string large(2'000'000, 'x');
        TestClient first = test.connect();
        first.send(post("/first", large));
        is_asked.wait();
        const auto from = [&](const std::string& address) {
            return test.ask(post("/", large, "X-Forwarded-For: " + address + "\r\n")).status;
        };
        CHECK(from("127.0.0.1") == 503);
        CHECK(from("203.0.113.9") == (of_all ? 503 : 200));
        CHECK(test.ask(post("/", "a small one")).status == 200);
        first_answer->send({});
        CHECK(first.read().status == 200);
        CHECK(from("127.0.0.1") == 200);
    }
}

TEST_CASE("http limits: large answers share it too") {
    ServerOptions options;
    options.held_per_address = 30'000'000;
    TestServer test(options);
    std::latch is_asked(1);
    test.handler.on_request = [&](const Request& request, const Answer& answer) {
        answer.send(Response{200, {}, std::string(request.path == "/small" ? 100'000 : 20'000'000, 'x')});
        if (request.path == "/first") is_asked.count_down();
    };
    TestClient first = test.connect(4'096);
    first.send(get("/first"));
    is_asked.wait();
    CHECK(test.ask(get("/large")).status == 503);
    CHECK(test.ask(get("/small")).status == 200);
    CHECK(first.read().body.size() == 20'000'000);
    int status = 503;
    while (status == 503) status = test.ask(get("/large")).status;
    CHECK(status == 200);
}

TEST_CASE("http limits: a refused upload that is still coming does not lose its answer") {
    TestServer test;
    TestClient client = test.connect();
    std::jthread sending([&] { client.send(post("/", std::string(3'000'000, 'x'))); });
    CHECK(client.read().status == 413);
}

TEST_CASE("http limits: broken chunks are refused") {
    TestServer test;
    const std::string head = "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";
    for (const char* body : {"x\r\nabc", "-1\r\nabc", "3\r\nabcd\r\n0\r\n\r\n", "3\nabc\n0\n\r\n",
                             "0x3\r\nabc\r\n0\r\n\r\n", "3 \r\nabc\r\n0\r\n\r\n", "11111111111111111\r\n",
                             "3;=\r\nabc\r\n0\r\n\r\n", "\r\n\r\n\r\n", "0\r\nbroken trailer\r\n\r\n"}) {
        CAPTURE(body);
        CHECK(test.ask(head + body).status == 400);
    }
    CHECK(test.ask(head + "3;" + std::string(20'000, 'x')).status == 400);
    CHECK(test.ask(head + "0\r\n" + std::string(20'000, 'x')).status == 400);
}

TEST_CASE("http limits: what two readers could understand differently is refused") {
    TestServer test;
    const std::string body = "\r\n0\r\n\r\n";
    for (const auto& [request, status] : std::vector<std::pair<std::string, int>>{
             {"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n" + body,
              400},
             {"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nContent-Length: 5\r\n" + body,
              400},
             {"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nContent-Length: 6\r\n" + body, 400},
             {"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: +5\r\n" + body, 400},
             {"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999999999999\r\n" + body, 400},
             {"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip\r\n" + body, 501},
             {"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip, chunked\r\n" + body, 501},
             {"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked, gzip\r\n" + body, 501},
             {"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n" +
                  body,
              400},
             {"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding : chunked\r\n" + body, 400},
             {"POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n" + body, 400},
             {"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding:\r\n chunked\r\n" + body, 400},
             {"GET / HTTP/1.1\r\nHost: a\r\nX: a\r\n\tb\r\n\r\n", 400},
             {"GET / HTTP/1.1\r\n\r\n", 400},
             {"GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n", 400},
             {"GET / HTTP/1.1\r\nHost: a/b\r\n\r\n", 400},
             {"GET / HTTP/1.1\r\nHost:\r\n\r\n", 400},
             {"GET / HTTP/1.1\nHost: a\n\n", 400},
             {"GET / HTTP/1.1\nHost: a\n\nGET / HTTP/1.1\r\nHost: a\r\n\r\n", 400},
             {"GET / HTTP/1.1\r\nHost: a\r\nX: a\rb\r\n\r\n", 400},
             {"GET / HTTP/1.1\r\nHost: a\r\n: a\r\n\r\n", 400},
             {"GET / HTTP/2.0\r\nHost: a\r\n\r\n", 505},
             {"GET /../etc HTTP/1.1\r\nHost: a\r\n\r\n", 400},
             {"GET /%00 HTTP/1.1\r\nHost: a\r\n\r\n", 400},
             {"CONNECT a:443 HTTP/1.1\r\nHost: a\r\n\r\n", 400},
             {"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03 not tls here\r\n\r\n", 400},
         }) {
        CAPTURE(request);
        TestClient client = test.connect();
        CHECK(client.ask(request).status == status);
        CHECK(client.is_closed());
    }
}

TEST_CASE("http limits: connections are counted, in all and by address") {
    for (const ServerOptions& options :
         {ServerOptions{.connection_limit = 2}, ServerOptions{.connections_per_address = 2}}) {
        TestServer test(options);
        TestClient first = test.connect();
        auto second = std::make_unique<TestClient>(test.connect());
        CHECK(first.ask(get("/")).status == 200);
        CHECK(second->ask(get("/")).status == 200);
        TestClient third = test.connect();
        CHECK(third.read().status == 503);
        CHECK(third.is_closed());
        CHECK(first.ask(get("/")).status == 200);
        second.reset();
        int status = 503;
        while (status == 503) status = test.connect().ask(get("/")).status;
        CHECK(status == 200);
    }
    TestServer behind(ServerOptions{.connections_per_address = 1, .trusted_proxies = {"127.0.0.1"}});
    TestClient first = behind.connect();
    CHECK(first.ask(get("/")).status == 200);
    CHECK(behind.ask(get("/")).status == 200);
}

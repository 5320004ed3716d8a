#include "platform/http/server/server.hpp"

#include <doctest/doctest.h>

#include <set>
#include <system_error>
#include <thread>

#include "platform/http/compress.hpp"
#include "platform/http/server/test_client.hpp"

using namespace canyu;
using namespace canyu::http;

TEST_CASE("http server: answers, and keeps the connection") {
    TestServer test;
    TestClient client = test.connect();
    for (int i = 0; i < 3; ++i) {
        const TestResponse response = client.ask(get("/p/%E6%89%8B?x=1"));
        CHECK(response.status == 200);
        CHECK(response.body == "GET /p/手 ");
        CHECK(response.headers.get("Content-Length") == std::to_string(response.body.size()));
        CHECK(response.headers.get("Connection").empty());
        CHECK(response.headers.get("Date").ends_with(" GMT"));
        CHECK(response.headers.get("Server").empty());
    }
    CHECK(client.ask(post("/form", "a=1")).body == "POST /form a=1");
    CHECK(client.ask("DELETE /x HTTP/1.1\r\nHost: a\r\n\r\n").body == "DELETE /x ");
    CHECK(client.ask("BREW /pot HTTP/1.1\r\nHost: a\r\n\r\n").body == "other /pot ");
}

TEST_CASE("http server: pipelined requests are answered in order") {
    std::vector<std::jthread> workers;
    TestServer test;
    test.handler.on_request = [&](const Request& request, const Answer& answer) {
        if (request.path != "/late") return answer.send(Response{200, {}, request.path});
        workers.emplace_back([answer] { answer.send(Response{200, {}, "late"}); });
    };
    TestClient client = test.connect();
    CHECK(client.send(get("/1") + get("/late") + post("/3", "body") + "\r\n" + get("/late") + get("/5")));
    for (const char* expected : {"/1", "late", "/3", "late", "/5"}) CHECK(client.read().body == expected);
}

TEST_CASE("http server: a request may come byte by byte, and many at once") {
    TestServer test;
    TestClient client = test.connect();
    const std::string request = post("/slow", "abc") + get("/next");
    for (const char byte : request) CHECK(client.send({&byte, 1}));
    CHECK(client.read().body == "POST /slow abc");
    CHECK(client.read().body == "GET /next ");
    std::string many;
    for (int i = 0; i < 2'000; ++i) many += get("/" + std::to_string(i));
    std::jthread sender([&] { client.send(many); });
    for (int i = 0; i < 2'000; ++i) REQUIRE(client.read().body == "GET /" + std::to_string(i) + " ");
}

TEST_CASE("http server: HEAD has the headers of GET and no body") {
    TestServer test;
    TestClient client = test.connect();
    client.send("HEAD /a HTTP/1.1\r\nHost: a\r\n\r\n" + get("/b"));
    const TestResponse head = client.read(false);
    CHECK(head.status == 200);
    CHECK(head.headers.get("Content-Length") == "8");
    CHECK(client.read().body == "GET /b ");
}

TEST_CASE("http server: HTTP/1.0 closes unless it asks to keep alive") {
    TestServer test;
    TestClient once = test.connect();
    TestResponse response = once.ask("GET / HTTP/1.0\r\n\r\n");
    CHECK(response.headers.get("Connection") == "close");
    CHECK(once.is_closed());
    TestClient kept = test.connect();
    for (int i = 0; i < 2; ++i) {
        response = kept.ask("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
        CHECK(response.headers.get("Connection") == "keep-alive");
    }
    TestClient asked = test.connect();
    response = asked.ask(get("/", "Connection: foo, Close\r\n"));
    CHECK(response.headers.get("Connection") == "close");
    CHECK(asked.is_closed());
}

TEST_CASE("http server: a client that ends its side is still answered") {
    TestServer test;
    std::jthread worker;
    test.handler.on_request = [&](const Request& request, const Answer& answer) {
        worker = std::jthread([answer, path = request.path] { answer.send(Response{200, {}, path}); });
    };
    TestClient client = test.connect();
    client.send(get("/half"));
    client.end_sending();
    CHECK(client.read().body == "/half");
    CHECK(client.is_closed());
    TestClient broken_off = test.connect();
    broken_off.send("GET / HTT");
    broken_off.end_sending();
    CHECK(broken_off.is_closed());
}

TEST_CASE("http server: chunked bodies are put together, trailers ignored") {
    TestServer test;
    TestClient client = test.connect();
    client.send(
        "POST /c HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
        "3\r\nabc\r\n2;name=\"value\"\r\nde\r\n0\r\nX-Trailer: 1\r\nHost: b\r\n\r\n" +
        get("/next"));
    CHECK(client.read().body == "POST /c abcde");
    CHECK(client.read().body == "GET /next ");
    const std::string empty = "POST /e HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n";
    for (const char byte : empty) CHECK(client.send({&byte, 1}));
    CHECK(client.read().body == "POST /e ");
}

TEST_CASE("http server: Expect: 100-continue is told to go on, unless it is refused at once") {
    TestServer test;
    TestClient client = test.connect();
    client.send("POST /c HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");
    CHECK(client.read().status == 100);
    client.send("ok");
    CHECK(client.read().body == "POST /c ok");
    TestClient large = test.connect();
    CHECK(large.ask("POST /c HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 1001\r\n\r\n")
              .status == 413);
    CHECK(test.ask("POST /c HTTP/1.1\r\nHost: a\r\nExpect: tea\r\nContent-Length: 1\r\n\r\n").status == 417);
}

TEST_CASE("http server: gzip bodies arrive unpacked") {
    TestServer test;
    const std::string packed = compress(Coding::gzip, "words of a person");
    const TestResponse response = test.ask(post("/z", packed, "Content-Encoding: gzip\r\n"));
    CHECK(response.body == "POST /z words of a person");
    CHECK(test.ask(post("/z", "plain", "Content-Encoding: identity\r\n")).body == "POST /z plain");
    CHECK(test.ask(post("/z", "broken", "Content-Encoding: gzip\r\n")).status == 400);
    CHECK(test.ask(post("/z", "x", "Content-Encoding: br\r\n")).status == 415);
}

TEST_CASE("http server: ids are its own unless a trusted proxy names one") {
    TestServer test;
    std::set<std::string> ids;
    TestClient client = test.connect();
    for (int i = 0; i < 10; ++i) {
        ids.emplace(client.ask(get("/", "X-Request-Id: mine\r\n")).headers.get("X-Request-Id"));
    }
    CHECK(ids.size() == 10);
    CHECK(!ids.contains("mine"));
    TestServer behind(ServerOptions{.trusted_proxies = {"127.0.0.1"}});
    CHECK(behind.ask(get("/", "X-Request-Id: mine\r\n")).headers.get("X-Request-Id") == "mine");
    CHECK(behind.ask(get("/", "X-Request-Id: no spaces\r\n")).headers.get("X-Request-Id") != "no spaces");
}

TEST_CASE("http server: only a trusted proxy says who the client is") {
    const auto told = [](const Request& request, const Answer& answer) {
        answer.send(Response{200,
                             {},
                             request.remote_address + (request.secure ? " secure " : " plain ") +
                                 std::string(request.headers.get("X-Forwarded-Host")) + " " +
                                 std::string(request.headers.get("Host"))});
    };
    const std::string request = get("/",
                                    "X-Forwarded-For: 203.0.113.9\r\nX-Forwarded-Proto: https\r\n"
                                    "X-Forwarded-Host: evil\r\n");
    TestServer direct;
    direct.handler.on_request = told;
    CHECK(direct.ask(request).body == "127.0.0.1 plain  test");
    TestServer behind(ServerOptions{.trusted_proxies = {"127.0.0.0/8"}});
    behind.handler.on_request = told;
    CHECK(behind.ask(request).body == "203.0.113.9 secure evil test");
    CHECK(behind.ask("GET http://other:80/ HTTP/1.1\r\nHost: test\r\n\r\n").body ==
          "127.0.0.1 plain  other:80");
}

TEST_CASE("http server: a taken port and a wrong address speak for themselves") {
    TestServer test;
    TestHandler handler;
    const SystemClock clock;
    ServerOptions options;
    options.port = test.server->port();
    CHECK_THROWS_AS(Server(options, handler, clock), std::system_error);
    options.address = "nowhere";
    CHECK_THROWS_AS(Server(options, handler, clock), std::system_error);
}

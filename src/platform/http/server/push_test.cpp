// Answers that go on after their head: what is pushed, how they end, and what a client that does not read
// gets.
#include <doctest/doctest.h>

#include <future>
#include <thread>

#include "platform/http/server/test_client.hpp"

using namespace canyu;
using namespace canyu::http;

namespace {

Push::Text text(std::string words) {
    return std::make_shared<const std::string>(std::move(words));
}

// Hands over the open end of the first answer.
struct Streaming {
    std::promise<Push> opened;

    explicit Streaming(TestServer& test) {
        test.handler.on_request = [this](const Request&, const Answer& answer) {
            Response response;
            response.headers.add("Content-Type", "text/event-stream");
            response.body = "first\n";
            response.go_on = [this](Push push) { opened.set_value(std::move(push)); };
            answer.send(std::move(response));
        };
    }
    Push wait() { return opened.get_future().get(); }
};

}  // namespace

TEST_CASE("http push: texts leave in order after the body, and the end ends the connection") {
    TestServer test;
    Streaming streaming(test);
    TestClient client = test.connect();
    REQUIRE(client.send(get("/", "Accept-Encoding: br\r\n")));
    const Push push = streaming.wait();
    std::thread([&] {
        for (int i = 0; i < 50; ++i) CHECK(push.send(text(std::to_string(i) + "\n")));
        push.end();
    }).join();
    const std::string got = client.read_all();
    CHECK(got.starts_with("HTTP/1.1 200"));
    CHECK(got.find("Content-Length") == std::string::npos);
    CHECK(got.find("Connection: close") != std::string::npos);
    std::string expected = "\r\n\r\nfirst\n";
    for (int i = 0; i < 50; ++i) expected += std::to_string(i) + "\n";
    CHECK(got.ends_with(expected));
}

TEST_CASE("http push: silence is broken by comments, and a client that went is noticed") {
    ServerOptions options;
    options.push_silence = Milliseconds(5);
    TestServer test(options);
    Streaming streaming(test);
    std::optional<TestClient> client(test.connect());
    REQUIRE(client->send(get("/")));
    const Push push = streaming.wait();
    client.reset();
    while (push.send(text("anybody?\n"))) std::this_thread::sleep_for(Milliseconds(1));
}

TEST_CASE("http push: a client that does not read loses its stream") {
    TestServer test;
    Streaming streaming(test);
    TestClient client = test.connect(1);
    REQUIRE(client.send(get("/")));
    const Push push = streaming.wait();
    const Push::Text much = text(std::string(1'000'000, 'x'));
    while (push.send(much)) std::this_thread::sleep_for(Milliseconds(1));
}

TEST_CASE("http push: stopping ends what goes on") {
    TestServer test;
    Streaming streaming(test);
    TestClient client = test.connect();
    REQUIRE(client.send(get("/")));
    const Push push = streaming.wait();
    test.server->stop();
    CHECK(client.read_all().ends_with("first\n"));
    CHECK(!push.send(text("too late")));
}

TEST_CASE("http push: HEAD has nothing to go on with") {
    TestServer test;
    test.handler.on_request = [](const Request&, const Answer& answer) {
        Response response;
        response.go_on = [](const Push&) { FAIL("nobody listens"); };
        answer.send(std::move(response));
    };
    CHECK(test.ask("HEAD / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").status == 200);
}

#include "platform/http/message.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <thread>

using namespace canyu::http;

TEST_CASE("http headers: names compare without case, order is kept") {
    Headers headers;
    headers.add("Set-Cookie", "a=1");
    headers.add("X-One", "1");
    headers.add("set-cookie", "b=2");
    CHECK(headers.get("SET-COOKIE") == "a=1");
    CHECK(headers.get("X-Two").empty());
    headers.set("x-one", "2");
    CHECK(headers.all()[1] == std::pair<std::string, std::string>{"X-One", "2"});
    headers.set("SET-cookie", "c=3");
    CHECK(headers.all().size() == 2);
    CHECK(headers.get("Set-Cookie") == "c=3");
    headers.set("X-Two", "new");
    CHECK(headers.all().back().second == "new");
    CHECK(!equal_ignoring_case("abc", "ab"));
    CHECK(!equal_ignoring_case("@", "`"));
}

TEST_CASE("http answer: only the first send counts") {
    std::vector<int> statuses;
    Answer answer([&](Response response) { statuses.push_back(response.status); });
    const Answer copy = answer;
    copy.send(Response{201, {}, {}});
    answer.send(Response{404, {}, {}});
    CHECK(statuses == std::vector{201});
}

TEST_CASE("http answer: one that dies unsent says so once, with the last copy") {
    int unsent = 0;
    int sent = 0;
    {
        std::vector<Answer> copies(3, Answer([&](Response) { ++sent; }, [&] { ++unsent; }));
        copies.pop_back();
        CHECK(unsent == 0);
    }
    CHECK(unsent == 1);
    CHECK(sent == 0);
    int status = 0;
    {
        const Answer plain([&](Response response) { status = response.status; });
    }
    CHECK(status == 500);
}

TEST_CASE("http answer: of many threads that send at once one wins") {
    std::atomic<int> sent{0};
    const Answer answer([&](Response) { ++sent; });
    std::vector<std::jthread> threads;
    for (int i = 0; i < 4; ++i) threads.emplace_back([answer] { answer.send(Response{}); });
    threads.clear();
    CHECK(sent == 1);
}

// A plain blocking client and a handler made of lambdas, for the tests of this folder.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "platform/http/server/server.hpp"

namespace canyu::http {

struct TestResponse {
    int status = 0;  // 0: the connection ended first
    Headers headers;
    std::string body;
};

// Every wait ends after ten seconds, so that a broken server fails a test instead of hanging it.
class TestClient {
  public:
    // `receive_buffer`: bytes the system keeps for a client that does not read; 0 for its own choice.
    explicit TestClient(std::uint16_t port, int receive_buffer = 0);
    ~TestClient();
    TestClient(TestClient&& other) noexcept;
    TestClient& operator=(TestClient&&) = delete;

    // False when the server has closed meanwhile.
    bool send(std::string_view bytes);
    void end_sending();
    // The next response; `has_body` is false after HEAD.
    TestResponse read(bool has_body = true);
    // Everything up to the server's end of the connection.
    std::string read_all();
    // Whether the server ended the connection without another byte.
    bool is_closed() { return read_all().empty(); }
    TestResponse ask(std::string_view bytes) { return send(bytes) ? read() : TestResponse{}; }

  private:
    bool fill();

    int socket_;
    std::string buffer_;
};

// A GET of `path` with further header lines, each with its line end.
std::string get(std::string_view path, std::string_view headers = "");
std::string post(std::string_view path, std::string_view body, std::string_view headers = "");

struct TestHandler final : Handler {
    std::function<void(Request, Answer)> on_request;
    std::uint64_t limit = 1'000;

    std::uint64_t body_limit(const Request& head) const override;
    void handle(Request request, Answer answer) override {
        on_request(std::move(request), std::move(answer));
    }
    // A text that names the status.
    Response refusal(int status, const Request& head) const override;
};

// A started server on a free port; it answers "METHOD path body" unless the test sets another handler.
class TestServer {
  public:
    explicit TestServer(ServerOptions options = {});

    TestHandler handler;
    TestClient connect(int receive_buffer = 0) { return TestClient(server->port(), receive_buffer); }
    TestResponse ask(std::string_view bytes) { return connect().ask(bytes); }

    SystemClock clock;
    std::unique_ptr<Server> server;
};

}  // namespace canyu::http

// One HTTP request and its answer as plain values; nothing here knows the network.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/clock.hpp"

namespace canyu::http {

enum class Method { get, head, post, put, patch, del, options, other };
std::string_view to_string(Method method);
inline bool is_safe(Method method) {
    return method == Method::get || method == Method::head || method == Method::options;
}

// For ASCII: header names, tokens, media types.
bool equal_ignoring_case(std::string_view left, std::string_view right);

// Header fields in order; names compare without case.
class Headers {
  public:
    void add(std::string_view name, std::string_view value) { fields_.emplace_back(name, value); }
    // Replaces every field of that name by one.
    void set(std::string_view name, std::string_view value);
    // The first value of that name, or "".
    std::string_view get(std::string_view name) const;
    const std::vector<std::pair<std::string, std::string>>& all() const { return fields_; }

  private:
    std::vector<std::pair<std::string, std::string>> fields_;
};

struct Request {
    Method method = Method::get;
    std::string target;  // as sent: "/demands?page=2"
    std::string path;    // decoded, valid UTF-8, always starts with '/', no "." or ".." segments
    std::string query;   // raw, without '?'
    Headers headers;
    std::string body;            // decoded (never compressed), within the route's limit
    std::string remote_address;  // the peer's, or what a trusted proxy says
    bool secure = false;         // the client came over TLS, as a trusted proxy says
    std::string id;              // request id, also sent back as X-Request-Id
    Time received{};
};

// The open end of an answer that goes on after its head, like server-sent events. Copyable; any thread. Texts
// leave in the order they were sent in; one that is sent to many is kept once.
class Push {
  public:
    // `deliver` gets a text, or null for the end; it answers whether anybody still listens.
    using Text = std::shared_ptr<const std::string>;
    explicit Push(std::function<bool(Text)> deliver) : deliver_(std::move(deliver)) {}
    // False once the client or the server has gone.
    bool send(Text text) const { return deliver_(std::move(text)); }
    void end() const { deliver_(nullptr); }

  private:
    std::function<bool(Text)> deliver_;
};

struct Response {
    int status = 200;
    Headers headers;
    std::string body;
    // Already encoded by the one who made it (a cached page): the server does not compress again.
    bool encoded = false;
    // Of an answer that goes on after head and body: called once, on an I/O thread, and must not block.
    std::function<void(Push)> go_on = {};
};

// 303: look there now.
Response see_other(std::string_view location);

// The answer owed to one request. Copyable; the first send() counts, from any thread; when the last copy dies
// unsent the client gets a plain 500. Thousands may be pending without a thread each.
class Answer {
  public:
    using Send = std::function<void(Response)>;
    using Unsent = std::function<void()>;
    // `unsent` is called, on whichever thread lets the last copy go, when nothing was sent; without it `send`
    // gets an empty 500. Neither may throw.
    explicit Answer(Send send, Unsent unsent = {});
    void send(Response response) const;

  private:
    struct State;
    std::shared_ptr<State> state_;
};

// What the server calls. Both functions run on an I/O thread and must not block: do memory work inline,
// hand everything else to a worker.
class Handler {
  public:
    virtual ~Handler() = default;
    // Largest body in bytes the request with this head may carry, known before the body is read.
    virtual std::uint64_t body_limit(const Request& head) const = 0;
    virtual void handle(Request request, Answer answer) = 0;
    // The page or document for what the server itself refuses: 400, 408, 413, 414, 415, 417, 431, 501, 503,
    // 505, and 500 where the handler failed or lost the answer. `head` is what was read so far, without the
    // body; before a request line it has but the address and the id.
    virtual Response refusal(int status, const Request& head) const = 0;
};

}  // namespace canyu::http

// The life of a connection as one coroutine.
#include "platform/http/server/connection.hpp"

#include <boost/asio/co_spawn.hpp>
#include <utility>

#include "base/log.hpp"
#include "platform/http/server/exchange.hpp"

namespace canyu::http {
namespace {

constexpr std::size_t pushed_at_most = 100;  // texts that wait for one client

}  // namespace

void Connection::open(Service& service, Loop& loop, Socket socket, const asio::ip::address& peer,
                      Admission::Ticket ticket) {
    auto connection = std::make_shared<Connection>(service, loop, std::move(socket), peer, std::move(ticket));
    auto run = connection->run();
    asio::co_spawn(loop.context(), std::move(run), [connection](const std::exception_ptr& failure) {
        if (!failure) return;
        try {
            std::rethrow_exception(failure);
        } catch (const std::exception& error) {
            log::error("http.connection_failed",
                       {{"request_id", connection->request_id_}, {"error", error.what()}});
        }
    });
}

Connection::Connection(Service& service, Loop& loop, Socket socket, const asio::ip::address& peer,
                       Admission::Ticket ticket)
    : service_(service),
      loop_(loop),
      peer_(peer),
      is_proxy_(service.proxies.contains(peer)),
      peer_text_(peer.to_string()),
      stream_(std::move(socket)),
      reader_(stream_, service.options, is_proxy_),
      reply_wait_(loop.context()),
      held_(service.held),
      ticket_(std::move(ticket)) {
    loop_.enter(*this);
}

Connection::~Connection() {
    loop_.leave(*this);
}

Awaitable<void> Connection::run() {
    for (bool goes_on = true; goes_on;) {
        if (loop_.is_stopping() && !stream_.has_waiting_bytes()) co_return;
        const ReadResult result = co_await read_request();
        if (result == ReadResult::closed) co_return;
        const bool is_refused = result == ReadResult::refused;
        if (is_refused) {
            deliver(refusal(service_, refusal_status_, reader_.request()));
        } else {
            hand_over(std::move(reader_.request()));
            if (!has_reply_) co_await wait_for_reply();
        }
        if (is_aborted_) co_return;
        const std::function<void(Push)> go_on = reply_.go_on;
        goes_on = !is_refused && !go_on && reader_.keeps_alive() && !loop_.is_stopping();
        const bool is_written = co_await write_reply(goes_on);
        if (!is_written) co_return;
        if (go_on) co_await write_pushed(go_on);
    }
    co_await stream_.linger();
}

Awaitable<ReadResult> Connection::read_request() {
    ReadResult result = co_await reader_.read_head();
    if (result == ReadResult::closed) co_return result;
    identify(reader_.request());
    if (result == ReadResult::complete) {
        const std::optional<std::uint64_t> limit = body_limit(reader_.request());
        if (!limit) {
            refusal_status_ = 500;
            co_return ReadResult::refused;
        }
        result = co_await reader_.read_body(*limit, held_);
    }
    refusal_status_ = reader_.status();
    co_return result;
}

Awaitable<void> Connection::wait_for_reply() {
    while (!has_reply_ && !is_aborted_) {
        reply_wait_.expires_at(SteadyTime::max());
        error_code cancelled;
        auto token = await_into(cancelled);
        co_await reply_wait_.async_wait(token);
    }
}

Awaitable<bool> Connection::write_reply(bool keeps_alive) {
    const Reply reply = std::exchange(reply_, {});
    has_reply_ = false;
    HeadContext context;
    context.date = loop_.date(service_.clock.now());
    context.request_id = request_id_;
    context.connection = !keeps_alive ? "close" : reader_.is_old_version() ? "keep-alive" : "";
    head_.clear();
    append_head(head_, reply, context);
    const bool is_written = co_await stream_.write(head_, reply.body, service_.options.write_timeout);
    held_.let_go();
    co_return is_written;
}

// What is pushed, until one side ends it. In the silence between it a comment says that the server is there;
// writing it is also how a client that went without a word is noticed.
Awaitable<void> Connection::write_pushed(const std::function<void(Push)>& go_on) {
    static constexpr std::string_view comment = ":\n\n";
    static constexpr std::string_view nothing;
    const Milliseconds allowance = service_.options.write_timeout;
    is_pushing_ = true;
    go_on(make_push(weak_from_this(), loop_.mailbox()));
    for (;;) {
        const std::vector<Push::Text> texts = std::exchange(pushed_, {});
        for (const Push::Text& text : texts) {
            const bool is_written = co_await stream_.write(*text, nothing, allowance);
            if (!is_written) co_return;
        }
        if (!pushed_.empty()) continue;
        if (!is_pushing_ || is_aborted_ || loop_.is_stopping()) co_return;
        error_code woken;
        auto token = await_into(woken);
        reply_wait_.expires_after(service_.options.push_silence);
        co_await reply_wait_.async_wait(token);
        if (woken) continue;
        const bool is_written = co_await stream_.write(comment, nothing, allowance);
        if (!is_written) co_return;
    }
}

// A client that does not read loses its stream, not the server its memory.
void Connection::push(Push::Text text) {
    if (pushed_.size() == pushed_at_most) return abort();
    if (text) {
        pushed_.push_back(std::move(text));
    } else {
        is_pushing_ = false;
    }
    reply_wait_.cancel();
}

void Connection::deliver(Reply reply) {
    reply_ = std::move(reply);
    if (!held_.hold(reply_.body.size())) {
        Request head;
        head.id = request_id_;
        reply_ = refusal(service_, 503, head);
    }
    has_reply_ = true;
    reply_wait_.cancel();
}

void Connection::end_if_idle() {
    if (is_pushing_) reply_wait_.cancel();
    if (reader_.is_idle() && !stream_.has_waiting_bytes()) stream_.end_wait();
}

void Connection::abort() {
    is_aborted_ = true;
    stream_.close();
    reply_wait_.cancel();
}

void Connection::identify(Request& request) {
    request.received = service_.clock.now();
    request.remote_address = peer_text_;
    held_.belong_to(customer_of(peer_));
    if (is_proxy_) {
        const asio::ip::address client = service_.proxies.client(peer_, request.headers);
        request.remote_address = client.to_string();
        held_.belong_to(customer_of(client));
        request.secure = equal_ignoring_case(request.headers.get("X-Forwarded-Proto"), "https");
        const std::string_view given = request.headers.get("X-Request-Id");
        if (is_request_id(given)) request.id = given;
    }
    if (request.id.empty()) request.id = service_.ids.next();
    request_id_ = request.id;
}

std::optional<std::uint64_t> Connection::body_limit(const Request& request) const {
    try {
        return service_.handler.body_limit(request);
    } catch (const std::exception& error) {
        log::error("http.body_limit_failed", {{"request_id", request.id}, {"error", error.what()}});
        return std::nullopt;
    }
}

// An answer that is thrown away together with the exception becomes a 500 by itself.
void Connection::hand_over(Request request) {
    const log::RequestScope scope(request_id_);
    try {
        Answer answer = make_answer(service_, request, weak_from_this(), loop_.mailbox());
        service_.handler.handle(std::move(request), std::move(answer));
    } catch (const std::exception& error) {
        log::error("http.handler_failed", {{"error", error.what()}});
    }
}

}  // namespace canyu::http

// The reading loops and what ends them.
#include "platform/http/server/request_reader.hpp"

#include "platform/http/compress.hpp"

namespace canyu::http {
namespace {

constexpr std::size_t head_block = 4 * 1024;  // all that an idle connection keeps
constexpr std::size_t body_block = 64 * 1024;
// Unpacking holds up the I/O thread, and a kilobyte can become a megabyte; large files come packed by
// themselves.
constexpr std::uint64_t unpacked_limit = 1024 * 1024;  // bytes
constexpr std::string_view continue_line = "HTTP/1.1 100 Continue\r\n\r\n";

std::string_view view(const boost::beast::flat_buffer& buffer) {
    const auto data = buffer.data();
    return {static_cast<const char*>(data.data()), data.size()};
}

}  // namespace

RequestReader::RequestReader(Stream& stream, const ServerOptions& options, bool is_proxy)
    : stream_(stream), options_(options), is_proxy_(is_proxy) {
    buffer_.reserve(head_block);
}

Awaitable<ReadResult> RequestReader::read_head() {
    parser_.emplace(options_.header_limit, is_proxy_);
    if (buffer_.size() == 0 && buffer_.capacity() > head_block) {
        buffer_.shrink_to_fit();
        buffer_.reserve(head_block);
    }
    status_ = 0;
    const SteadyTime start = SteadyClock::now();
    SteadyTime deadline = start + (is_first_ ? options_.header_timeout : options_.idle_timeout);
    bool has_bytes = skip_empty_lines();
    while (!has_bytes) {
        is_idle_ = true;
        const bool is_more = co_await read_some(head_block, deadline);
        is_idle_ = false;
        if (!is_more) co_return ReadResult::closed;
        has_bytes = skip_empty_lines();
    }
    if (!is_first_) deadline = SteadyClock::now() + options_.header_timeout;
    is_first_ = false;
    for (;;) {
        buffer_.consume(parser_->feed(view(buffer_)));
        if (parser_->status() != 0) co_return refuse(parser_->status());
        if (parser_->is_header_done()) co_return ReadResult::complete;
        const bool is_more = co_await read_some(head_block, deadline);
        if (!is_more) co_return ended();
    }
}

Awaitable<ReadResult> RequestReader::read_body(std::uint64_t limit, Held::Share& held) {
    if (parser_->is_done()) co_return ReadResult::complete;
    parser_->start_body(limit);
    if (parser_->status() != 0) co_return refuse(parser_->status());
    Pace pace(options_.body_timeout);
    if (parser_->expects_continue && buffer_.size() == 0) {
        const bool is_written = co_await stream_.write(continue_line, {}, options_.write_timeout);
        if (!is_written) co_return ReadResult::closed;
    }
    for (;;) {
        const std::size_t used = buffer_.size() == 0 ? 0 : parser_->feed(view(buffer_));
        buffer_.consume(used);
        if (parser_->status() != 0) co_return refuse(parser_->status());
        if (!held.hold(request().body.size())) {
            request().body = {};
            co_return refuse(503);
        }
        if (parser_->is_done()) co_return unpack(limit);
        // A chunk's size line or the trailers, which the parser wants whole, have the headers' limit.
        if (used == 0 && buffer_.size() > options_.header_limit) co_return refuse(400);
        if (used != 0 && buffer_.size() != 0) continue;
        const std::size_t before = buffer_.size();
        const std::uint64_t expected = parser_->content_length_remaining().value_or(body_block);
        const bool is_more =
            co_await read_some(std::min<std::uint64_t>(expected, body_block), pace.deadline());
        if (!is_more) co_return ended();
        pace.passed(buffer_.size() - before);
    }
}

Awaitable<bool> RequestReader::read_some(std::size_t at_most, SteadyTime deadline) {
    const std::size_t room = buffer_.capacity() - buffer_.size();
    const asio::mutable_buffer space =
        buffer_.prepare(room >= at_most / 4 ? std::min(room, at_most) : at_most);
    const std::size_t size = co_await stream_.read(space, deadline);
    buffer_.commit(size);
    co_return size != 0;
}

ReadResult RequestReader::refuse(int status) {
    status_ = status;
    return ReadResult::refused;
}

// A request that broke off: too slow is told, gone is gone.
ReadResult RequestReader::ended() {
    return stream_.is_expired() ? refuse(408) : ReadResult::closed;
}

// Line ends before a request are ignored (RFC 9112, section 2.2). Answers whether anything is left.
bool RequestReader::skip_empty_lines() {
    while (view(buffer_).starts_with("\r\n")) buffer_.consume(2);
    return buffer_.size() != 0 && view(buffer_) != "\r";
}

ReadResult RequestReader::unpack(std::uint64_t limit) {
    const std::string& coding = parser_->content_encoding;
    if (coding.empty() || equal_ignoring_case(coding, "identity")) return ReadResult::complete;
    if (!equal_ignoring_case(coding, "gzip") && !equal_ignoring_case(coding, "x-gzip")) return refuse(415);
    auto unpacked = gunzip(request().body, std::min(limit, unpacked_limit));
    if (!unpacked) return refuse(unpacked.error() == GunzipError::too_large ? 413 : 400);
    request().body = std::move(*unpacked);
    return ReadResult::complete;
}

}  // namespace canyu::http

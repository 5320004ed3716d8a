// Beast's callbacks: fields into Headers, targets into paths, and a status for everything that is refused.
#include "platform/http/server/request_parser.hpp"

#include <algorithm>

#include "platform/http/field_text.hpp"
#include "platform/http/server/target.hpp"

namespace canyu::http {
namespace {

namespace beast = boost::beast::http;

constexpr std::size_t target_limit = 8 * 1024;
constexpr std::size_t body_reserve = 64 * 1024;

std::string_view to_std(boost::beast::string_view text) {
    return {text.data(), text.size()};
}

Method method_of(beast::verb verb) {
    switch (verb) {
        case beast::verb::get:
            return Method::get;
        case beast::verb::head:
            return Method::head;
        case beast::verb::post:
            return Method::post;
        case beast::verb::put:
            return Method::put;
        case beast::verb::patch:
            return Method::patch;
        case beast::verb::delete_:
            return Method::del;
        case beast::verb::options:
            return Method::options;
        default:
            return Method::other;
    }
}

int status_of(const boost::beast::error_code& error, bool has_started) {
    if (error == beast::error::header_limit) return has_started ? 431 : 414;
    if (error == beast::error::body_limit) return 413;
    return 400;
}

bool is_proxy_field(std::string_view name) {
    constexpr std::string_view prefix = "X-Forwarded-";
    return equal_ignoring_case(name.substr(0, prefix.size()), prefix) ||
           equal_ignoring_case(name, "Forwarded") || equal_ignoring_case(name, "X-Real-IP") ||
           equal_ignoring_case(name, "X-Request-Id");
}

}  // namespace

RequestParser::RequestParser(std::size_t header_limit, bool is_proxy)
    : header_limit_(header_limit), is_proxy_(is_proxy) {
    this->header_limit(static_cast<std::uint32_t>(header_limit));
    body_limit(boost::none);
}

std::size_t RequestParser::feed(std::string_view bytes) {
    // A chunked body ends with five bytes at least. Beast checks (and aborts a debug build) that it sees them
    // together when the last chunk is the first; waiting for them costs an honest client nothing.
    if (has_header_ && chunked() && bytes.size() < 5) return 0;
    const bool has_header = has_header_;
    boost::beast::error_code error;
    const std::size_t used = put(boost::asio::const_buffer(bytes.data(), bytes.size()), error);
    // Beast reads a folded line as if it were one, which not every reader before us does.
    const std::string_view taken = bytes.substr(0, used);
    if (!has_header && (taken.find("\r\n ") != taken.npos || taken.find("\r\n\t") != taken.npos))
        status_ = 400;
    // Beast holds its limit against what it has not used yet; many short fields would pass under it.
    if (!has_header_ && (header_size_ += used) > header_limit_ && status_ == 0) status_ = 431;
    if (!error || error == beast::error::need_more || status_ != 0) return used;
    // Beast reports a line that ends in a bare line feed as a wrong version, too.
    const std::size_t line_end = bytes.find('\n');
    const bool is_version = error == beast::error::bad_version && line_end != std::string_view::npos &&
                            line_end > 0 && bytes[line_end - 1] == '\r';
    status_ = is_version ? 505 : status_of(error, has_started_);
    return used;
}

void RequestParser::start_body(std::uint64_t limit) {
    if (content_length() && *content_length() > limit) {
        status_ = 413;
        return;
    }
    body_limit(limit);
    eager(true);
}

void RequestParser::refuse(int status, Error& error) {
    status_ = status;
    error = beast::error::bad_value;
}

void RequestParser::on_request_impl(beast::verb verb, View, View target, int version, Error&) {
    has_started_ = true;
    is_old_version = version < 11;
    request.method = method_of(verb);
    request.path = "/";
    if (target.size() > target_limit) {
        target_status_ = 414;
        return;
    }
    request.target = to_std(target);
    auto parsed = read_target(request.method, request.target);
    if (!parsed) {
        target_status_ = 400;
        return;
    }
    request.path = std::move(parsed->path);
    request.query = std::move(parsed->query);
    if (!parsed->authority.empty()) request.headers.add("Host", parsed->authority);
}

void RequestParser::on_field_impl(Field field, View name, View value, Error& error) {
    if (has_header_) return;  // trailers, which nothing here asked for
    switch (field) {
        case Field::host:
            if (++hosts_ > 1 || !is_host(to_std(value))) return refuse(400, error);
            // The target's own authority counts for more (RFC 9112, section 3.2.2).
            if (!request.headers.get("Host").empty()) return;
            break;
        case Field::transfer_encoding:
            if (!equal_ignoring_case(to_std(value), "chunked")) return refuse(501, error);
            return;
        case Field::expect:
            if (!equal_ignoring_case(to_std(value), "100-continue")) return refuse(417, error);
            expects_continue = true;
            return;
        case Field::content_encoding:
            if (!content_encoding.empty()) return refuse(415, error);
            content_encoding = to_std(value);
            return;
        // What concerns this connection or the bytes on it is done with here.
        case Field::connection:
        case Field::proxy_connection:
        case Field::content_length:
            return;
        default:
            if (!is_proxy_ && is_proxy_field(to_std(name))) return;
    }
    request.headers.add(to_std(name), to_std(value));
}

void RequestParser::on_header_impl(Error& error) {
    has_header_ = true;
    if (target_status_ != 0) return refuse(target_status_, error);
    if (!is_old_version && hosts_ == 0) return refuse(400, error);
    // HTTP/1.0 has no chunks; whoever sends them anyway wants two readers to disagree.
    if (is_old_version && chunked()) return refuse(400, error);
    if (is_old_version) expects_continue = false;
}

void RequestParser::on_body_init_impl(const boost::optional<std::uint64_t>& length, Error&) {
    if (length) request.body.reserve(std::min<std::uint64_t>(*length, body_reserve));
}

std::size_t RequestParser::on_body_impl(View bytes, Error&) {
    request.body.append(bytes.data(), bytes.size());
    return bytes.size();
}

std::size_t RequestParser::on_chunk_body_impl(std::uint64_t, View bytes, Error& error) {
    return on_body_impl(bytes, error);
}

}  // namespace canyu::http

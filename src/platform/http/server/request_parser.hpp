// Fills a Request from the bytes of one HTTP/1.x message, with Beast's parser underneath.
#pragma once

#include <boost/beast/http/basic_parser.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "platform/http/message.hpp"

namespace canyu::http {

class RequestParser final : public boost::beast::http::basic_parser<true> {
  public:
    // Fields by which a proxy speaks (X-Forwarded-…, Forwarded, X-Real-IP, X-Request-Id) are dropped unless
    // `is_proxy`, so that whoever reads them may believe them.
    RequestParser(std::size_t header_limit, bool is_proxy);

    Request request;               // grows as bytes come in; whole when is_done()
    std::string content_encoding;  // of the body as sent; "" for none
    bool expects_continue = false;
    bool is_old_version = false;  // HTTP/1.0

    // Feeds bytes and answers how many were used. More are needed when neither `status` is set nor the header
    // (before start_body) or the message (after it) is done.
    std::size_t feed(std::string_view bytes);
    // Let the body in, at most `limit` bytes as sent. Call once, when the header is done and the message is
    // not.
    void start_body(std::uint64_t limit);
    // With what to refuse this message; 0 while nothing is wrong with it.
    int status() const { return status_; }
    bool has_started() const { return has_started_; }

  private:
    using Field = boost::beast::http::field;
    using View = boost::beast::string_view;
    using Error = boost::beast::error_code;

    void on_request_impl(boost::beast::http::verb verb, View name, View target, int version,
                         Error& error) override;
    void on_response_impl(int, View, int, Error&) override {}
    void on_field_impl(Field field, View name, View value, Error& error) override;
    void on_header_impl(Error& error) override;
    void on_body_init_impl(const boost::optional<std::uint64_t>& length, Error&) override;
    std::size_t on_body_impl(View bytes, Error&) override;
    void on_chunk_header_impl(std::uint64_t, View, Error&) override {}
    std::size_t on_chunk_body_impl(std::uint64_t, View bytes, Error& error) override;
    void on_finish_impl(Error&) override {}

    void refuse(int status, Error& error);

    const std::size_t header_limit_;
    const bool is_proxy_;
    std::size_t header_size_ = 0;
    bool has_started_ = false;
    bool has_header_ = false;
    int hosts_ = 0;
    // What is wrong with the target; refused when all fields are there, which say how to tell it.
    int target_status_ = 0;
    int status_ = 0;
};

}  // namespace canyu::http

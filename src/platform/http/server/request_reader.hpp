// Reads one request after the other from a stream, within the limits of size and time.
#pragma once

#include <boost/beast/core/flat_buffer.hpp>
#include <cstdint>
#include <optional>

#include "platform/http/server/held.hpp"
#include "platform/http/server/request_parser.hpp"
#include "platform/http/server/server.hpp"
#include "platform/http/server/stream.hpp"

namespace canyu::http {

enum class ReadResult {
    complete,
    refused,  // to be answered with status(), after which the connection ends
    closed,   // the client is gone or has nothing to say
};

// One thread: the stream's.
class RequestReader {
  public:
    RequestReader(Stream& stream, const ServerOptions& options, bool is_proxy);

    // Up to the end of the headers. What earlier requests left in the buffer comes first.
    Awaitable<ReadResult> read_head();
    // The body, at most `limit` bytes as sent and as unpacked, which are taken from `held`. Call once after
    // read_head().
    Awaitable<ReadResult> read_body(std::uint64_t limit, Held::Share& held);

    Request& request() { return parser_->request; }
    int status() const { return status_; }
    bool keeps_alive() const { return parser_->keep_alive(); }
    bool is_old_version() const { return parser_->is_old_version; }
    // Waits for a request of which nothing has come yet.
    bool is_idle() const { return is_idle_; }

  private:
    Awaitable<bool> read_some(std::size_t at_most, SteadyTime deadline);
    ReadResult refuse(int status);
    ReadResult ended();
    bool skip_empty_lines();
    ReadResult unpack(std::uint64_t limit);

    Stream& stream_;
    const ServerOptions& options_;
    const bool is_proxy_;
    boost::beast::flat_buffer buffer_;
    std::optional<RequestParser> parser_;
    int status_ = 0;
    bool is_first_ = true;
    bool is_idle_ = true;
};

}  // namespace canyu::http

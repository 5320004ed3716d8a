// The HTTP/1.1 server: keep-alive, limits, compression, graceful stop. Asio and Beast live only in this
// folder.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "platform/http/message.hpp"

namespace canyu::http {

struct ServerOptions {
    std::string address = "127.0.0.1";
    std::uint16_t port = 8080;  // 0: any free one
    int io_threads = 1;
    Milliseconds header_timeout{10'000};  // from the first byte (or the connection) to the end of the headers
    Milliseconds body_timeout{30'000};    // in which a body must keep up 1 KB/s
    Milliseconds idle_timeout{60'000};    // between two requests of one connection
    Milliseconds write_timeout{30'000};   // for a client that does not read
    Milliseconds push_silence{20'000};    // after which an answer that goes on says that it still does
    Milliseconds stop_timeout{10'000};    // how long stop() waits for answers still owed
    std::size_t header_limit = 16 * 1024;  // bytes
    std::size_t connection_limit = 20'000;
    std::size_t connections_per_address = 2'000;
    // Bytes of large bodies (above 64 KB) held at once, coming or going: in all, and of one address. What is
    // over it gets 503, so that memory lasts for everybody else.
    std::size_t held_limit = 256 * 1024 * 1024;
    std::size_t held_per_address = 96 * 1024 * 1024;
    std::size_t compress_from =
        1'000;  // bytes; text answers of at least this size are compressed (br or gzip)
    // Addresses or networks ("10.0.0.0/8") whose X-Forwarded-For, -Proto and X-Request-Id are believed.
    std::vector<std::string> trusted_proxies;
};

class Server {
  public:
    // Throws std::invalid_argument for a trusted proxy that is no address. Binds at once (throws
    // std::system_error with a speaking text when the port is taken); serves after start(). `handler` and
    // `clock` must outlive the server.
    Server(ServerOptions options, Handler& handler, const Clock& clock);
    ~Server();
    std::uint16_t port() const;
    void start();
    // Stops accepting, lets requests in flight be answered (at most stop_timeout), closes. Once, from any
    // thread that is not the server's own: never from within Handler.
    void stop();

  private:
    struct Core;
    std::unique_ptr<Core> core_;
};

}  // namespace canyu::http

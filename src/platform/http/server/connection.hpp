// One client's connection: reads a request, hands it over, waits for its answer, writes it, and again.
#pragma once

#include <memory>
#include <string>

#include "platform/http/server/loop.hpp"
#include "platform/http/server/request_reader.hpp"
#include "platform/http/server/service.hpp"

namespace canyu::http {

// Requests of one connection are handled one after the other, so that pipelined ones are answered in order.
// Everything runs on the loop's thread.
class Connection : public std::enable_shared_from_this<Connection> {
  public:
    // Starts to serve; the connection lives until its client or the server ends it.
    static void open(Service& service, Loop& loop, Socket socket, const asio::ip::address& peer,
                     Admission::Ticket ticket);
    Connection(Service& service, Loop& loop, Socket socket, const asio::ip::address& peer,
               Admission::Ticket ticket);
    ~Connection();

    void deliver(Reply reply);
    // The next text of an answer that goes on; null ends it.
    void push(Push::Text text);
    void sweep(SteadyTime now) { stream_.sweep(now); }
    // Unless its next request has come already and only waits to be read.
    void end_if_idle();
    void abort();

  private:
    Awaitable<void> run();
    Awaitable<ReadResult> read_request();
    Awaitable<void> wait_for_reply();
    Awaitable<bool> write_reply(bool keeps_alive);
    Awaitable<void> write_pushed(const std::function<void(Push)>& go_on);
    void identify(Request& request);
    std::optional<std::uint64_t> body_limit(const Request& request) const;
    void hand_over(Request request);

    Service& service_;
    Loop& loop_;
    const asio::ip::address peer_;
    const bool is_proxy_;
    const std::string peer_text_;
    Stream stream_;
    RequestReader reader_;
    Timer reply_wait_;  // cancelled when the reply, or a text to push, is there
    Reply reply_;
    Held::Share held_;  // by the request's body, then by its reply's
    std::string request_id_;
    std::string head_;
    int refusal_status_ = 0;
    std::vector<Push::Text> pushed_;
    bool has_reply_ = false;
    bool is_pushing_ = false;
    bool is_aborted_ = false;
    const Admission::Ticket ticket_;  // last, and so the first to go: only counted
};

}  // namespace canyu::http

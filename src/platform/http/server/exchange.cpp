// Finishes responses on the sender's thread and brings them to the connection's.
#include "platform/http/server/exchange.hpp"

#include "base/log.hpp"
#include "platform/http/server/connection.hpp"

namespace canyu::http {
namespace {

// The request without its body, which refusal() may still want when the handler has lost the answer.
Request head_of(const Request& request) {
    Request head;
    head.method = request.method;
    head.target = request.target;
    head.path = request.path;
    head.query = request.query;
    head.headers = request.headers;
    head.remote_address = request.remote_address;
    head.secure = request.secure;
    head.id = request.id;
    head.received = request.received;
    return head;
}

// Called once, from any thread, by Answer's state. `service_` is only touched on the I/O thread, where it
// lives.
class Exchange {
  public:
    Exchange(const Service& service, const Request& request, std::weak_ptr<Connection> connection,
             std::shared_ptr<Mailbox> mailbox)
        : service_(service),
          compress_from_(service.options.compress_from),
          offer_(offer_of(request)),
          head_(head_of(request)),
          connection_(std::move(connection)),
          mailbox_(std::move(mailbox)) {}

    void send(Response response) {
        try {
            Reply reply = finish(std::move(response), offer_, compress_from_);
            on_loop([reply = std::move(reply), connection = connection_]() mutable {
                if (const auto live = connection.lock()) live->deliver(std::move(reply));
            });
        } catch (const std::exception& error) {
            log::error("http.answer_failed", {{"request_id", head_.id}, {"error", error.what()}});
            unsent();
        }
    }

    void unsent() {
        on_loop([&service = service_, head = std::move(head_), connection = connection_] {
            if (const auto live = connection.lock()) live->deliver(refusal(service, 500, head));
        });
    }

  private:
    template <class Work>
    void on_loop(Work work) {
        if (mailbox_->is_here()) {
            work();
        } else {
            mailbox_->post(std::move(work));
        }
    }

    const Service& service_;
    const std::size_t compress_from_;
    const Offer offer_;
    Request head_;
    const std::weak_ptr<Connection> connection_;
    const std::shared_ptr<Mailbox> mailbox_;
};

}  // namespace

Answer make_answer(const Service& service, const Request& request, std::weak_ptr<Connection> connection,
                   std::shared_ptr<Mailbox> mailbox) {
    const auto exchange =
        std::make_shared<Exchange>(service, request, std::move(connection), std::move(mailbox));
    return Answer([exchange](Response response) { exchange->send(std::move(response)); },
                  [exchange] { exchange->unsent(); });
}

Push make_push(std::weak_ptr<Connection> connection, std::shared_ptr<Mailbox> mailbox) {
    return Push([connection = std::move(connection), mailbox = std::move(mailbox)](Push::Text text) {
        if (connection.expired()) return false;
        mailbox->post([connection, text = std::move(text)]() mutable {
            if (const auto live = connection.lock()) live->push(std::move(text));
        });
        return true;
    });
}

}  // namespace canyu::http

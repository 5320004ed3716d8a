// Binds an Answer, which any thread may send at any time, to the connection that waits for it.
#pragma once

#include <memory>

#include "platform/http/message.hpp"

namespace canyu::http {

class Connection;
class Mailbox;
struct Service;

// The answer to `request` of that connection. It may outlive both connection and server and then leads
// nowhere.
Answer make_answer(const Service& service, const Request& request, std::weak_ptr<Connection> connection,
                   std::shared_ptr<Mailbox> mailbox);

// The open end of that connection's answer.
Push make_push(std::weak_ptr<Connection> connection, std::shared_ptr<Mailbox> mailbox);

}  // namespace canyu::http

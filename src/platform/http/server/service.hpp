// What all connections of one server share.
#pragma once

#include "platform/http/server/admission.hpp"
#include "platform/http/server/finish.hpp"
#include "platform/http/server/held.hpp"
#include "platform/http/server/proxies.hpp"
#include "platform/http/server/request_ids.hpp"
#include "platform/http/server/server.hpp"

namespace canyu::http {

// Constant while the server runs, but for `admission`, `held` and `ids`, which any thread may use.
struct Service {
    Service(ServerOptions server_options, Handler& server_handler, const Clock& server_clock);

    const ServerOptions options;
    Handler& handler;
    const Clock& clock;
    const TrustedProxies proxies;
    Admission admission;
    Held held;
    RequestIds ids;
};

// The handler's page for what the server refuses, an empty one where even that fails.
Reply refusal(const Service& service, int status, const Request& head);

}  // namespace canyu::http

// Refusals that cannot fail.
#include "platform/http/server/service.hpp"

#include "base/log.hpp"

namespace canyu::http {

Service::Service(ServerOptions server_options, Handler& server_handler, const Clock& server_clock)
    : options(std::move(server_options)),
      handler(server_handler),
      clock(server_clock),
      proxies(options.trusted_proxies),
      admission(options.connection_limit, options.connections_per_address),
      held(options.held_limit, options.held_per_address) {}

Reply refusal(const Service& service, int status, const Request& head) {
    Response response{status, {}, {}};
    try {
        response = service.handler.refusal(status, head);
    } catch (const std::exception& error) {
        log::error("http.refusal_failed", {{"request_id", head.id}, {"error", error.what()}});
    }
    return finish(std::move(response), offer_of(head), service.options.compress_from);
}

}  // namespace canyu::http

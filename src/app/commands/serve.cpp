// canyu serve: answers until it is told to stop (SIGINT, SIGTERM).
#include <fmt/core.h>
#include <pthread.h>
#include <signal.h>
#include <sys/resource.h>

#include "app/commands/commands.hpp"
#include "app/community.hpp"
#include "base/log.hpp"
#include "platform/http/server/server.hpp"

namespace canyu::commands {
namespace {

void set_log_level(const std::string& level) {
    if (level == "debug") log::set_level(log::Level::debug);
    if (level == "warning") log::set_level(log::Level::warning);
    if (level == "error") log::set_level(log::Level::error);
}

// As many connections as there are descriptors for, some of which the database and others need; one address
// gets no more than half of them.
void limit_connections(http::ServerOptions& options) {
    constexpr rlim_t of_others = 128;
    rlimit descriptors{};
    if (::getrlimit(RLIMIT_NOFILE, &descriptors) != 0) return;
    descriptors.rlim_cur = descriptors.rlim_max;
    if (::setrlimit(RLIMIT_NOFILE, &descriptors) != 0) ::getrlimit(RLIMIT_NOFILE, &descriptors);
    const rlim_t all = descriptors.rlim_cur;
    const std::size_t room = all > 2 * of_others ? all - of_others : all / 2;
    options.connection_limit = std::min(options.connection_limit, room);
    options.connections_per_address = std::min(options.connections_per_address, room / 2);
}

http::ServerOptions server_options(const Config& config) {
    http::ServerOptions options;
    std::tie(options.address, options.port) = split_address(config.listen);
    options.io_threads = static_cast<int>(config.io_threads);
    options.trusted_proxies = config.trusted_proxies;
    limit_connections(options);
    return options;
}

// Keeps SIGINT and SIGTERM for wait(). Make it before any thread: one that does not know of it would take
// them and end the process at once, whatever is being written.
class StopSignals {
  public:
    StopSignals() {
        sigemptyset(&signals_);
        sigaddset(&signals_, SIGINT);
        sigaddset(&signals_, SIGTERM);
        pthread_sigmask(SIG_BLOCK, &signals_, nullptr);
    }
    // Returns when the first comes, also one that came before.
    void wait() const {
        int signal = 0;
        sigwait(&signals_, &signal);
    }

  private:
    sigset_t signals_;
};

}  // namespace

void serve(const Config& config) {
    set_log_level(config.log_level);
    const StopSignals stop_signals;
    const SystemClock clock;
    Community community(config, clock);
    web::Site& site = community.open_site();
    site.start();
    community.start_jobs();
    http::Server server(server_options(config), site, clock);
    server.start();
    log::info("server.started", {{"listen", config.listen},
                                 {"port", server.port()},
                                 {"database", without_password(config.database)}});
    fmt::print("http://{}:{}/\n", split_address(config.listen).first, server.port());
    std::fflush(stdout);
    stop_signals.wait();
    server.stop();
    site.stop();
    community.write_images();
    log::info("server.stopped");
}

}  // namespace canyu::commands

// The way of one request on a worker: route, identity, permission, form, handler, answer.
#pragma once

#include "platform/web/layout.hpp"
#include "platform/web/site_core.hpp"

namespace canyu::web {

class Dispatcher {
  public:
    Dispatcher(const Site& site, Site::Core& core, http::Request request);
    http::Response run();
    // The route that ran; null before, and where none fits.
    const Route* route() const { return route_; }

    // The page or document of a problem where no handler ran; used for the server's own refusals too.
    http::Response problem_response(const Problem& problem);

  private:
    Outcome outcome();
    Result<void> check_large_body() const;
    Result<void> read_body();
    const Route* find_route(Result<void>& found);
    void identify();
    void renew_session(const http::Response& response);
    Result<void> check_origin() const;
    Result<void> check_rate(const Route& route) const;
    bool take_guarded(const RouteOptions& options) const;

    http::Response to_response(Outcome outcome);
    http::Response view_response(const View& view, const std::string& page, int status,
                                 const Problem* problem);
    http::Response done_response(const Done& done);
    std::optional<http::Response> again_response(const Problem& problem);
    ProblemView problem_view(const Problem& problem) const;
    void count_waiting(Layout& frame);
    Layout layout(std::string_view page, const Problem* problem);
    // What everybody's caches may keep: it must not carry one person's cookies.
    static bool is_public(const http::Response& response);
    void finish(http::Response& response);

    const Site& site_;
    Site::Core& core_;
    const Route* route_ = nullptr;
    Preferences preferences_;
    Context context_;
    bool stale_session_ = false;
};

}  // namespace canyu::web

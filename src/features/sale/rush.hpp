// Inside the sale slice: the tap itself, answered without a session and without SQL.
#pragma once

#include "features/allotments/allotments.hpp"
#include "platform/http/router.hpp"
#include "platform/web/flood_guard.hpp"

namespace canyu::sale {

// Answers POST /sales/{number}/claims on the I/O thread: from memory where nothing has to be decided, else
// once the journal has kept the decision. Who asks is whom the ticket was signed for. Any thread.
class Rush {
  public:
    explicit Rush(const allotments::Counter& counter);

    void claim(const http::Parameters& parameters, const http::Request& request, const http::Answer& answer);

  private:
    const allotments::Counter& counter_;
    web::FloodGuard people_;
    web::FloodGuard networks_;
};

}  // namespace canyu::sale

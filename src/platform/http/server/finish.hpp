// Turns a handler's Response into what goes out: compressed, tagged, or 304. Runs on the thread that sends
// the answer, so that compressing never holds up an I/O thread a worker could spare.
#pragma once

#include <cstddef>
#include <functional>
#include <string>

#include "platform/http/compress.hpp"
#include "platform/http/message.hpp"

namespace canyu::http {

// What the answer depends on, taken from the request before that goes to the handler.
struct Offer {
    Method method = Method::get;
    Coding coding = Coding::identity;
    std::string if_none_match;
};
Offer offer_of(const Request& request);

// A response of which nothing changes any more. `body` stays empty where none may be sent; `length` is what
// Content-Length says.
struct Reply {
    int status = 200;
    Headers headers;
    std::string body;
    std::size_t length = 0;
    std::function<void(Push)> go_on = {};  // then it has no length: it ends with the connection
};

// Texts of at least `compress_from` bytes are compressed unless the handler did it. A compressed copy of a
// page with a strong ETag has that tag with "-br" or "-gzip", for it is other bytes.
Reply finish(Response response, const Offer& offer, std::size_t compress_from);

}  // namespace canyu::http

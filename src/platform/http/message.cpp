// Method names, header fields and the answer that is sent exactly once.
#include "platform/http/message.hpp"

#include <algorithm>
#include <atomic>

#include "base/check.hpp"

namespace canyu::http {
namespace {

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}

}  // namespace

std::string_view to_string(Method method) {
    switch (method) {
        case Method::get:
            return "GET";
        case Method::head:
            return "HEAD";
        case Method::post:
            return "POST";
        case Method::put:
            return "PUT";
        case Method::patch:
            return "PATCH";
        case Method::del:
            return "DELETE";
        case Method::options:
            return "OPTIONS";
        case Method::other:
            return "other";
    }
    return "other";
}

bool equal_ignoring_case(std::string_view left, std::string_view right) {
    return std::ranges::equal(left, right, {}, lower, lower);
}

void Headers::set(std::string_view name, std::string_view value) {
    const auto is_named = [&](const auto& field) { return equal_ignoring_case(field.first, name); };
    const auto first = std::ranges::find_if(fields_, is_named);
    if (first == fields_.end()) return add(name, value);
    first->second = value;
    fields_.erase(std::remove_if(std::next(first), fields_.end(), is_named), fields_.end());
}

std::string_view Headers::get(std::string_view name) const {
    for (const auto& [field, value] : fields_) {
        if (equal_ignoring_case(field, name)) return value;
    }
    return {};
}

Response see_other(std::string_view location) {
    Response response;
    response.status = 303;
    response.headers.add("Location", location);
    return response;
}

struct Answer::State {
    Send send;
    Unsent unsent;
    std::atomic<bool> is_sent{false};

    ~State() {
        if (is_sent) return;
        if (unsent) {
            unsent();
        } else {
            send(Response{500, {}, {}});
        }
    }
};

Answer::Answer(Send send, Unsent unsent)
    : state_(std::make_shared<State>(std::move(send), std::move(unsent))) {
    CANYU_CHECK(state_->send);
}

void Answer::send(Response response) const {
    if (!state_->is_sent.exchange(true)) state_->send(std::move(response));
}

}  // namespace canyu::http

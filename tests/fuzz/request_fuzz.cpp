// HTTP requests: no bytes break the parser, whatever it lets through keeps Request's promises, and it does
// not matter in which pieces the bytes come.
#include <algorithm>
#include <cstdint>

#include "base/check.hpp"
#include "base/text.hpp"
#include "platform/http/server/request_parser.hpp"
#include "platform/http/server/target.hpp"

using namespace canyu;
using namespace canyu::http;

namespace {

constexpr std::size_t header_limit = 1024 * 1024;  // out of the way: how it counts depends on the pieces
constexpr std::uint64_t body_limit = 1000;

// Feeds `bytes` as a reader does that gets `step` of them at a time; answers whether the request is whole.
bool parse(RequestParser& parser, std::string_view bytes, std::size_t step) {
    bool has_body_started = false;
    std::size_t begin = 0;
    for (std::size_t end = 0; end < bytes.size();) {
        end = std::min(end + step, bytes.size());
        for (std::size_t used = 1; used != 0 && begin < end;) {
            used = parser.feed(bytes.substr(begin, end - begin));
            begin += used;
            if (parser.status() != 0) return false;
            if (parser.is_done()) return true;
            if (!parser.is_header_done() || has_body_started) continue;
            has_body_started = true;
            parser.start_body(body_limit);
            if (parser.status() != 0) return false;
        }
    }
    return false;
}

void check_promises(const Request& request) {
    CANYU_CHECK(request.path.starts_with('/') && valid_utf8(request.path));
    CANYU_CHECK(request.path.find_first_of(std::string_view("\r\n\0", 3)) == std::string::npos);
    CANYU_CHECK((request.path + '/').find("/../") == std::string::npos);
    CANYU_CHECK(request.body.size() <= body_limit);
    for (const auto& [name, value] : request.headers.all()) {
        CANYU_CHECK(!name.empty() && value.find_first_of(std::string_view("\r\n\0", 3)) == std::string::npos);
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view input(reinterpret_cast<const char*>(data), size);
    RequestParser whole(header_limit, false);
    const bool is_whole = parse(whole, input, std::max<std::size_t>(size, 1));
    if (is_whole) check_promises(whole.request);
    for (const std::size_t step : {std::size_t{1}, std::size_t{7}}) {
        RequestParser pieces(header_limit, false);
        CANYU_CHECK(parse(pieces, input, step) == is_whole);
        CANYU_CHECK(pieces.status() == whole.status() || !is_whole);
        if (!is_whole) continue;
        CANYU_CHECK(pieces.request.target == whole.request.target &&
                    pieces.request.body == whole.request.body);
        CANYU_CHECK(pieces.request.headers.all() == whole.request.headers.all());
    }
    return 0;
}

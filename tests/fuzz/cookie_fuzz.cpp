// Cookie headers: no input breaks the search, what it finds lies inside the header, what is set is found
// again.
#include <algorithm>
#include <cstdint>

#include "base/check.hpp"
#include "platform/http/compress.hpp"
#include "platform/http/conditional.hpp"
#include "platform/http/forms.hpp"

using namespace canyu::http;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view input(reinterpret_cast<const char*>(data), size);
    const std::size_t line = std::min(input.find('\n'), input.size());
    const std::string_view name = input.substr(0, line);
    const std::string_view header = input.substr(std::min(line + 1, input.size()));
    if (const auto value = find_cookie(header, name)) {
        CANYU_CHECK(value->data() >= header.data());
        CANYU_CHECK(value->data() + value->size() <= header.data() + header.size());
    }
    const std::string set = to_header({"session", "value", 1, true, true});
    CANYU_CHECK(find_cookie(set + ';' + std::string(header), "session") == "value");
    // The other small headers that strangers write.
    (void)choose_coding(header);
    CANYU_CHECK(!etag_matches(header, ""));
    return 0;
}

// Urlencoded forms and percent-coding: no input breaks them, and what was read can be written and read again.
#include <cstdint>

#include "base/check.hpp"
#include "base/text.hpp"
#include "platform/http/forms.hpp"

using namespace canyu;
using namespace canyu::http;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view input(reinterpret_cast<const char*>(data), size);
    CANYU_CHECK(url_decode(url_encode(input), true) == input);
    const Result<Form> form = parse_urlencoded(input);
    if (!form) return 0;
    std::string written;
    for (const FormField& field : form->fields) {
        CANYU_CHECK(valid_utf8(field.name) && valid_utf8(field.value) && !field.is_file);
        written += url_encode(field.name) + '=' + url_encode(field.value) + '&';
    }
    const Result<Form> again = parse_urlencoded(written);
    CANYU_CHECK(again && again->fields.size() == form->fields.size());
    for (std::size_t i = 0; i < form->fields.size(); ++i) {
        CANYU_CHECK(again->fields[i].name == form->fields[i].name);
        CANYU_CHECK(again->fields[i].value == form->fields[i].value);
    }
    return 0;
}

// Multipart bodies: no input breaks the parser, and every part it finds keeps the parser's promises. The
// input's first line is the content type, so that boundaries are fuzzed too; the fixed one gets past them.
#include <algorithm>
#include <cstdint>

#include "base/check.hpp"
#include "base/text.hpp"
#include "platform/http/forms.hpp"

using namespace canyu;
using namespace canyu::http;

namespace {

void check(std::string_view body, std::string_view content_type) {
    const Result<Form> form = parse_multipart(body, content_type);
    if (!form) return;
    CANYU_CHECK(form->fields.size() <= 100);
    for (const FormField& field : form->fields) {
        CANYU_CHECK(valid_utf8(field.name) && valid_utf8(field.file_name));
        CANYU_CHECK(field.is_file || (valid_utf8(field.value) && field.file_name.empty()));
        CANYU_CHECK(field.file_name.find_first_of(std::string_view("/\\\r\n\0", 5)) == std::string::npos);
        CANYU_CHECK(field.value.size() < body.size());
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view input(reinterpret_cast<const char*>(data), size);
    check(input, "multipart/form-data; boundary=b");
    const std::size_t line = std::min(input.find('\n'), input.size());
    check(input.substr(std::min(line + 1, input.size())), input.substr(0, line));
    return 0;
}

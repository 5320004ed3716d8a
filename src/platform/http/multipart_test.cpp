#include <doctest/doctest.h>

#include "platform/http/forms.hpp"

using namespace canyu;
using namespace canyu::http;

namespace {

constexpr std::string_view type = "multipart/form-data; boundary=XX";

std::string part(std::string_view headers, std::string_view value) {
    return "--XX\r\n" + std::string(headers) + "\r\n\r\n" + std::string(value) + "\r\n";
}

std::string field(std::string_view name, std::string_view value) {
    return part("Content-Disposition: form-data; name=\"" + std::string(name) + "\"", value);
}

Form parsed(const std::string& parts) {
    return parse_multipart(parts + "--XX--\r\n", type).value();
}

bool refused(const std::string& body, std::string_view content_type = type) {
    const auto result = parse_multipart(body, content_type);
    return !result && result.error().status == 400;
}

}  // namespace

TEST_CASE("http multipart: texts and files") {
    std::string bytes;
    for (int i = 0; i < 256; ++i) bytes += static_cast<char>(i);
    const Form form = parsed(field("标题", "锁屏\r\n--X\r\nslow") + field("empty", "") +
                             part("content-disposition:form-data; name=photo; filename=\"a b.png\"\r\n"
                                  "Content-Type: image/png\r\nX-Other: 1",
                                  bytes));
    REQUIRE(form.fields.size() == 3);
    CHECK(form.get("标题") == "锁屏\r\n--X\r\nslow");
    CHECK(form.get("empty") == "");
    CHECK(!form.get("photo"));
    const FormField* photo = form.file("photo");
    REQUIRE(photo != nullptr);
    CHECK(photo->value == bytes);
    CHECK(photo->file_name == "a b.png");
    CHECK(photo->content_type == "image/png");
    CHECK(form.file("empty") == nullptr);
}

TEST_CASE("http multipart: names are unescaped as browsers and others escape them") {
    const auto name_of = [](std::string_view disposition) {
        return parsed(part("Content-Disposition: form-data; " + std::string(disposition), "x")).fields.at(0);
    };
    CHECK(name_of(R"(name="a%22b%0D%0Ac%20")").name == "a\"b\r\nc%20");
    CHECK(name_of(R"(name="a\"b\\c\d")").name == R"(a"b\c\d)");
    CHECK(name_of(R"(name = plain ; filename = x.txt)").file_name == "x.txt");
    CHECK(name_of(R"(name=a; filename="C:\Users\me\photo.jpg")").file_name == "photo.jpg");
    CHECK(name_of(R"(name=a; filename="../../etc/passwd")").file_name == "passwd");
    CHECK(name_of("name=a; filename=\"a\tb\x01\xff.png\"").file_name == "a b\uFFFD.png");
    CHECK(name_of(R"(name=a; filename="..";)").is_file);
}

TEST_CASE("http multipart: a file input left empty is not there, an empty file is") {
    CHECK(parsed(part("Content-Disposition: form-data; name=a; filename=\"\"", "")).fields.empty());
    CHECK(parsed(part("Content-Disposition: form-data; name=a; filename=\"e\"", "")).file("a") != nullptr);
    CHECK(parsed(part("Content-Disposition: form-data; name=a; filename=\"\"", "x")).file("a") != nullptr);
}

TEST_CASE("http multipart: preamble, epilogue, quoted boundary and blanks after a boundary are allowed") {
    const std::string body =
        "for old readers\r\n--a b'?\t \r\nContent-Disposition: form-data; name=n\r\n\r\n1\r\n--a "
        "b'?--epilogue";
    CHECK(parse_multipart(body, "multipart/form-data; charset=x; BOUNDARY=\"a b'?\"").value().get("n") ==
          "1");
    CHECK(parse_multipart("--XX--", type).value().fields.empty());
}

TEST_CASE("http multipart: what is cut off or broken is refused") {
    const std::string whole = field("a", "1") + field("b", "2") + "--XX--";
    CHECK(parse_multipart(whole, type).has_value());
    for (std::size_t length = 0; length < whole.size(); ++length) {
        CAPTURE(length);
        CHECK(refused(whole.substr(0, length)));
    }
    for (const char* headers :
         {"X: y", "Content-Disposition: form-data", "Content-Disposition: attachment; name=a",
          "Content-Disposition: form-data; name=\"a", "no colon", "",
          "Content-Disposition: form-data; name=a\r\nContent-Disposition: form-data; name=b",
          "Content-Disposition: form-data; name=\xff", "Content-Disposition: form-data; name"}) {
        CAPTURE(headers);
        CHECK(refused(part(headers, "1") + "--XX--"));
    }
    CHECK(refused("--XX\r\n\r\nvalue without headers\r\n--XX--"));
    CHECK(refused(field("a", "\xff") + "--XX--"));
    CHECK(refused("--XXjunk\r\n" + field("a", "1") + "--XX--"));
}

TEST_CASE("http multipart: a boundary that is missing, empty, too long or broken is refused") {
    const std::string body = field("a", "1") + "--XX--";
    for (const std::string& content_type :
         {std::string("multipart/form-data"), std::string("multipart/form-data; boundary="),
          std::string("multipart/form-data; boundary=\"XX"), std::string("multipart/form-data; boundary"),
          "multipart/form-data; boundary=" + std::string(71, 'X'),
          std::string("multipart/form-data; boundary=\"\r\"")}) {
        CAPTURE(content_type);
        CHECK(refused(body, content_type));
    }
}

TEST_CASE("http multipart: part counts and part headers have limits") {
    std::string parts;
    for (int i = 0; i < 100; ++i) parts += field("a", "1");
    CHECK(parsed(parts).fields.size() == 100);
    CHECK(parse_multipart(parts + field("a", "1") + "--XX--", type).error().message.key ==
          "problem.form_too_many_fields");
    const std::string named = "Content-Disposition: form-data; name=a\r\nX-Long: ";
    CHECK(parsed(part(named + std::string(8'000, 'x'), "1")).get("a") == "1");
    CHECK(refused(part(named + std::string(9'000, 'x'), "1") + "--XX--"));
}

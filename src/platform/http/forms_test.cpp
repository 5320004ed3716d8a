#include "platform/http/forms.hpp"

#include <doctest/doctest.h>

using namespace canyu;
using namespace canyu::http;

namespace {

std::string problem(const Result<Form>& result) {
    return result ? "" : result.error().message.key;
}

}  // namespace

TEST_CASE("http url coding: what is encoded comes back") {
    std::string all;
    for (int i = 0; i < 256; ++i) all += static_cast<char>(i);
    CHECK(url_decode(url_encode(all), false) == all);
    CHECK(url_decode(url_encode(all), true) == all);
    CHECK(url_encode("a b+卡~") == "a%20b%2B%E5%8D%A1~");
    CHECK(url_decode("a+b%2b", true) == "a b+");
    CHECK(url_decode("a+b%2B", false) == "a+b+");
    for (const char* bad : {"%", "%4", "a%4", "%zz", "%4g", "%%41"}) CHECK(!url_decode(bad, true));
}

TEST_CASE("http urlencoded: names, values and repeats") {
    const Form form =
        parse_urlencoded("title=%E9%94%81%E5%B1%8F+slow&tag=a&tag=b&&empty=&bare&=x&a=b=c").value();
    CHECK(form.get("title") == "锁屏 slow");
    CHECK(form.get_all("tag") == std::vector<std::string_view>{"a", "b"});
    CHECK(form.get("empty") == "");
    CHECK(form.get("bare") == "");
    CHECK(form.get("") == "x");
    CHECK(form.get("a") == "b=c");
    CHECK(!form.get("nothing"));
    CHECK(form.get_all("nothing").empty());
    CHECK(form.file("title") == nullptr);
    CHECK(form.fields.size() == 7);
    CHECK(parse_urlencoded("").value().fields.empty());
}

TEST_CASE("http urlencoded: broken escapes, broken UTF-8 and floods of fields are refused") {
    for (const char* bad : {"a=%", "a=%f", "%zz=1", "a=%ff", "%c0%80=1", "a=\xff", "a=%ed%a0%80"}) {
        CAPTURE(bad);
        CHECK(problem(parse_urlencoded(bad)) == "problem.form_broken");
    }
    std::string many;
    for (int i = 0; i < 1000; ++i) many += "a=1&";
    CHECK(parse_urlencoded(many).value().fields.size() == 1000);
    CHECK(problem(parse_urlencoded(many + "a=1")) == "problem.form_too_many_fields");
    CHECK(parse_urlencoded(std::string(1'000'000, '&')).value().fields.empty());
}

TEST_CASE("http form: the parser is chosen by the content type") {
    Request request;
    CHECK(parse_form(request).value().fields.empty());
    request.body = "a=1";
    CHECK(parse_form(request).error().status == 415);
    request.headers.set("Content-Type", "Application/X-WWW-Form-Urlencoded ; charset=utf-8");
    CHECK(parse_form(request).value().get("a") == "1");
    request.headers.set("Content-Type", "application/json");
    CHECK(parse_form(request).error().status == 415);
    request.headers.set("Content-Type", "multipart/form-data; boundary=b");
    CHECK(parse_form(request).error().status == 400);
    request.body = "--b\r\nContent-Disposition: form-data; name=a\r\n\r\n1\r\n--b--";
    CHECK(parse_form(request).value().get("a") == "1");
}

TEST_CASE("http cookies: found by their exact name") {
    constexpr std::string_view header = "session=abc; theme=\"dark\";lang=zh-CN ; session=later; empty=; odd";
    CHECK(find_cookie(header, "session") == "abc");
    CHECK(find_cookie(header, "theme") == "dark");
    CHECK(find_cookie(header, "lang") == "zh-CN");
    CHECK(find_cookie(header, "empty") == "");
    for (const char* absent : {"odd", "sess", "SESSION", "", "dark"}) CHECK(!find_cookie(header, absent));
    CHECK(!find_cookie("", "a"));
    CHECK(find_cookie("a==b=", "a") == "=b=");
    CHECK(find_cookie(";;;a=1;;", "a") == "1");
    CHECK(find_cookie("a=\"", "a") == "\"");
}

TEST_CASE("http cookies: written with the attributes that protect them") {
    CHECK(to_header({"session", "abc", std::nullopt, true, true}) ==
          "session=abc; Path=/; SameSite=Lax; HttpOnly; Secure");
    CHECK(to_header({"lang", "en", 0, false, false}) == "lang=en; Path=/; SameSite=Lax; Max-Age=0");
}

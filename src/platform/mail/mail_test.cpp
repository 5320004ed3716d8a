// Letters to a real SMTP server of this machine (Debian's aiosmtpd), read back from its mailbox.
#include "platform/mail/mail.hpp"

#include <doctest/doctest.h>

#include "platform/mail/test_post_office.hpp"

using namespace canyu;
using namespace canyu::mail;

namespace {

Letter letter_to(std::string to) {
    return {std::move(to), "禾苗社区", "有 3 件事有了结果", "你好，小满：\n\n锁屏拍照两秒变半秒了。\n.\n完",
            "https://talk.example/notices/mail/stop/abc"};
}

}  // namespace

TEST_CASE("mail: what is an address") {
    for (const char* good : {"mei@mail.example", "a.b+c@d", "x@[127.0.0.1"}) {
        CHECK(is_address(good) == (std::string_view(good).find('[') == std::string_view::npos));
    }
    for (const char* bad : {"", "@", "a@", "@b", "a b@c", "a@b\r\nBcc: d@e", "a@b,c@d", "<a@b>", "a@b@c",
                            "中文@example", "\"a\"@b"})
        CHECK(!is_address(bad));
    CHECK(!is_address(std::string(250, 'a') + "@b.c"));
}

TEST_CASE("mail: a subject in any script stays one header, whatever is in it") {
    CHECK(encoded_field("3 things") == "3 things");
    CHECK(encoded_field("a\r\nBcc: everybody@example").find('\n') == std::string::npos);
    CHECK(encoded_field("=?UTF-8?B?eA==?=") != "=?UTF-8?B?eA==?=");
    std::string title;
    for (int i = 0; i < 100; ++i) title += "汉😀";
    const std::string encoded = encoded_field(title);
    for (std::size_t start = 0; start < encoded.size();) {
        const std::size_t end = std::min(encoded.find("\r\n", start), encoded.size());
        CHECK(end - start <= 76);
        start = end + 2;
    }
}

TEST_CASE("mail: a real server takes a letter, and it reads as it was written") {
    const TestPostOffice post;
    if (!post.is_open()) return;
    const Mailer mailer({post.url(), "", "", "canyu@talk.example"});
    mailer.send(letter_to("mei@mail.example"), time_from_milliseconds(1'800'000'000'000));
    const std::string raw = post.wait();
    CHECK(raw.find("To: mei@mail.example") != std::string::npos);
    CHECK(raw.find("Date: Fri, 15 Jan 2027 08:00:00 +0000") != std::string::npos);
    CHECK(raw.find("List-Unsubscribe: <https://talk.example/notices/mail/stop/abc>") != std::string::npos);
    CHECK(TestPostOffice::subject_of(raw) == "有 3 件事有了结果");
    CHECK(TestPostOffice::text_of(raw) == letter_to("").text);
}

TEST_CASE("mail: headers that were meant to do harm do none") {
    const TestPostOffice post;
    if (!post.is_open()) return;
    const Mailer mailer({post.url(), "", "", "canyu@talk.example"});
    Letter letter = letter_to("mei@mail.example");
    letter.subject = "hello\r\nBcc: everybody@mail.example\r\n\r\nboo";
    letter.from_name = "mei\" <boss@mail.example>\r\nX-Evil: yes";
    mailer.send(letter, Time{});
    const std::string raw = post.wait();
    CHECK(raw.find("\nBcc:") == std::string::npos);
    CHECK(raw.find("\nX-Evil:") == std::string::npos);
    CHECK(raw.find("<canyu@talk.example>") != std::string::npos);
    letter.to = "mei@mail.example>\r\nRCPT TO:<other@mail.example";
    CHECK_THROWS_AS(mailer.send(letter, Time{}), std::runtime_error);
}

TEST_CASE("mail: a server that is not there, or speaks no TLS to a password, is an error that says so") {
    const Mailer nowhere({"smtp://127.0.0.1:1", "", "", "canyu@talk.example"});
    CHECK_THROWS_AS(nowhere.send(letter_to("mei@mail.example"), Time{}), std::runtime_error);
    CHECK_THROWS_AS(Mailer({"http://127.0.0.1", "", "", "canyu@talk.example"}), std::invalid_argument);
    CHECK_THROWS_AS(Mailer({"smtp://127.0.0.1", "", "", "nobody"}), std::invalid_argument);
    CHECK(!Mailer({}).is_on());
    const TestPostOffice post;
    if (!post.is_open()) return;
    const Mailer secret({post.url(), "mei", "password", "canyu@talk.example"});
    CHECK_THROWS_AS(secret.send(letter_to("mei@mail.example"), Time{}), std::runtime_error);
}

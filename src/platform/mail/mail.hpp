// Letters over SMTP.
#pragma once

#include <string>
#include <string_view>

#include "base/clock.hpp"

namespace canyu::mail {

struct Options {
    std::string server;  // "smtp://mail.example:587" or "smtps://mail.example:465"; "" sends nothing
    std::string user;    // "" for a server that asks for none
    std::string password;
    std::string from;  // an address; its host signs the letters' ids
};

struct Letter {
    std::string to;  // an address
    std::string from_name;
    std::string subject;
    std::string text;      // plain, UTF-8
    std::string stop_url;  // where one click ends such letters; "" for a letter that was asked for
};

// "mei@mail.example": one @, printable ASCII without spaces or any of <>()[],;:\" , at most 254 bytes.
bool is_address(std::string_view text);

// A header field's value: ASCII as it is, anything else in encoded words (RFC 2047) on lines of their own.
std::string encoded_field(std::string_view text);

// Any thread may call it.
class Mailer {
  public:
    // Throws std::invalid_argument for a server that is neither smtp:// nor smtps://, or a sender that is no
    // address.
    explicit Mailer(Options options);
    bool is_on() const { return !options_.server.empty(); }
    // Throws std::runtime_error with what the server said when it did not take the letter.
    void send(const Letter& letter, Time now) const;

  private:
    Options options_;
};

}  // namespace canyu::mail

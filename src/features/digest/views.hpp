// What the pages of mail show and the API answers.
#pragma once

#include "features/digest/digest.hpp"

namespace canyu::digest {

struct MailForm {
    std::string address;
    Rhythm rhythm = Rhythm::daily;
};
BOOST_DESCRIBE_STRUCT(MailForm, (), (address, rhythm))

struct MailPage {
    bool is_open = false;  // the operator has set mail up
    std::string address;
    Rhythm rhythm = Rhythm::daily;
    bool waits = false;  // for the link in the letter to be followed
    bool is_confirmed = false;
    std::optional<Time> mailed_at;
};
BOOST_DESCRIBE_STRUCT(MailPage, (), (is_open, address, rhythm, waits, is_confirmed, mailed_at))

struct LinkPage {
    std::string act_url;
    std::string to_address;
};
BOOST_DESCRIBE_STRUCT(LinkPage, (), (act_url, to_address))

}  // namespace canyu::digest

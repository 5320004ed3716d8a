// The records of what people earn, as their files have them.
#include "app/demo/reading.hpp"

namespace canyu::demo {
namespace {

TitleRecord title(const object& r) {
    return {number(r, "day"),  text(r, "by"),        text(r, "name_zh"),  text(r, "name_en"),
            text(r, "deed"),   integer(r, "needed"), text(r, "function"), text(r, "information"),
            text(r, "honour"), text(r, "benefit")};
}

CodeRecord code(const object& r) {
    return {number(r, "day"), text(r, "by"), text(r, "name"), text(r, "reason")};
}

BatchRecord batch(const object& r) {
    return {number(r, "day"),         text(r, "by"),           text(r, "product"),
            text(r, "name"),          text(r, "reason"),       text(r, "deed"),
            integer(r, "every"),      integer(r, "units"),     integer(r, "per_person"),
            integer(r, "days_valid"), integer(r, "days_open"), integer(r, "days_back"),
            list(r, "codes", code)};
}

GiftRecord gift(const object& r) {
    return {number(r, "day"), text(r, "from"), text(r, "to")};
}

VipAnswerRecord vip_answer(const object& r) {
    return {number(r, "day"), text(r, "by"), flag(r, "grants"), text(r, "words"), integer(r, "days")};
}

VipRecord vip(const object& r) {
    VipRecord record{number(r, "day"), text(r, "by"), text(r, "evidence"), text(r, "link"), std::nullopt};
    for (VipAnswerRecord& answer : maybe(r, "answer", vip_answer)) record.answer = std::move(answer);
    return record;
}

RegularsRecord regulars(const object& r) {
    return {number(r, "day"), text(r, "by"), text(r, "product"), integer(r, "deeds"), integer(r, "days")};
}

PacketRecord packet(const object& r) {
    return {number(r, "day"),     text(r, "by"),       text(r, "words"),
            text(r, "how"),       integer(r, "topic"), integer(r, "money"),
            integer(r, "shares"), integer(r, "hours"), flag(r, "luckiest_gives_next"),
            texts(r, "opened_by")};
}

PayoutRecord payout(const object& r) {
    return {number(r, "day"), text(r, "by"), text(r, "address"), text(r, "paid"), text(r, "paid_by")};
}

ThanksGiftRecord thanks_gift(const object& r) {
    return {
        number(r, "day"),        text(r, "by"),           text(r, "product"),         text(r, "title"),
        text(r, "about"),        text(r, "wins"),         integer(r, "thanks"),       integer(r, "units"),
        integer(r, "days_back"), integer(r, "days_open"), integer(r, "days_to_take"), texts(r, "taken_by")};
}

}  // namespace

void read_rewards(const std::vector<EmbeddedFile>& files, Records& records) {
    read_file(files, "titles", title, records.titles);
    read_file(files, "f_codes", batch, records.batches);
    read_file(files, "gifts", gift, records.gifts);
    read_file(files, "vips", vip, records.vips);
    read_file(files, "regulars", regulars, records.regulars);
    read_file(files, "packets", packet, records.packets);
    read_file(files, "payouts", payout, records.payouts);
    read_file(files, "thanks_gifts", thanks_gift, records.thanks_gifts);
}

}  // namespace canyu::demo

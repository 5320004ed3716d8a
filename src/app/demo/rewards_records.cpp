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

}  // namespace

void read_rewards(const std::vector<EmbeddedFile>& files, Records& records) {
    read_file(files, "titles", title, records.titles);
    read_file(files, "f_codes", batch, records.batches);
    read_file(files, "gifts", gift, records.gifts);
    read_file(files, "vips", vip, records.vips);
    read_file(files, "regulars", regulars, records.regulars);
}

}  // namespace canyu::demo

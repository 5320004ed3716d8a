// The records of what is sold, as their file has them.
#include "app/demo/reading.hpp"

namespace canyu::demo {
namespace {

TakerRecord taker(const object& r) {
    return {text(r, "by"),       number(r, "minutes"),
            text(r, "comes_to"), optional_number(r, "arrived").value_or(0),
            text(r, "good"),     text(r, "bad")};
}

SaleRecord sale(const object& r) {
    return {number(r, "day"),
            text(r, "by"),
            text(r, "product"),
            text(r, "title"),
            text(r, "about"),
            text(r, "how_to_pay"),
            integer(r, "price"),
            number(r, "opens"),
            integer(r, "hours"),
            integer(r, "hold_minutes"),
            flag(r, "needs_reservation"),
            flag(r, "weekly"),
            integer(r, "open"),
            optional_integer(r, "code").value_or(0),
            optional_integer(r, "vip").value_or(0),
            optional_integer(r, "regular").value_or(0),
            optional_integer(r, "produced"),
            optional_integer(r, "stocked"),
            optional_number(r, "next_batch"),
            optional_integer(r, "next_batch_units"),
            texts(r, "reserved_by"),
            list(r, "takers", taker)};
}

}  // namespace

void read_sales(const std::vector<EmbeddedFile>& files, Records& records) {
    read_file(files, "sales", sale, records.sales);
}

}  // namespace canyu::demo

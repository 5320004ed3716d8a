// Measured experience: what a product promises in figures, measured with every release; who makes it worse
// answers for it in public.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "features/release/release.hpp"
#include "platform/db/upkeep.hpp"

namespace canyu::measures {

// task_steps: the steps a task takes, whole numbers of which fewer are better. figure: anything else.
enum class MeasureKind { task_steps, figure };
BOOST_DESCRIBE_ENUM(MeasureKind, task_steps, figure)
enum class Better { lower, higher };
BOOST_DESCRIBE_ENUM(Better, lower, higher)

struct Measure {
    Id id;
    Id product_id;
    std::int64_t number = 0;  // in its product
    MeasureKind kind = MeasureKind::figure;
    std::string name_zh;
    std::string name_en;
    std::string unit_zh;  // "" for steps
    std::string unit_en;
    Better better = Better::lower;
    double promised = 0;
    std::optional<double> before;  // as it was before anybody began
    std::string rival;             // whom it is compared with, "" for nobody
    double tolerance = 0;          // percent
    Time promised_at{};
    Id promised_by;
    std::optional<Time> taken_back_at;
    std::string reason;  // why it was taken back
};
BOOST_DESCRIBE_STRUCT(Measure, (),
                      (id, product_id, number, kind, name_zh, name_en, unit_zh, unit_en, better, promised,
                       before, rival, tolerance, promised_at, promised_by, taken_back_at, reason))

// As it was measured with one release.
struct Value {
    Id measure_id;
    std::int64_t bus_number = 0;
    double value = 0;
    std::optional<double> rival;
    std::string how;
    std::string link;  // "" for none
    Id measured_by;
    Time measured_at{};
};
BOOST_DESCRIBE_STRUCT(Value, (), (measure_id, bus_number, value, rival, how, link, measured_by, measured_at))

// Somebody answers for a release that is worse; it holds while the value is the one they signed for.
struct Signature {
    Id id;
    Id measure_id;
    std::int64_t bus_number = 0;
    double value = 0;
    double against = 0;
    std::string reason;
    Id signed_by;
    Time signed_at{};
};
BOOST_DESCRIBE_STRUCT(Signature, (),
                      (id, measure_id, bus_number, value, against, reason, signed_by, signed_at))

using release::Acting;

// ---- promising; a promise is never changed quietly, only taken back with a reason
// 422 on the members of Measure for what is wrong: names 2 to 40 characters, a unit of 1 to 20 for a figure,
// numbers from 0 to a thousand million, a tolerance of 0 to 100. Sets what no person says.
Result<Id> promise(db::Writer& writer, const Acting& acting, Measure measure);
// With a public reason of 4 to 1,000 characters. 409 "measures.taken_back" after that.
Result<void> take_back(db::Writer& writer, const Acting& acting, Id measure, const std::string& reason);

// ---- measuring
struct Measured {
    std::int64_t bus = 0;  // its number
    double value = 0;
    std::optional<double> rival;
    std::string how;   // 4 to 200 characters
    std::string link;  // http(s), or "" for none
    std::string by;    // the name of who measured, "" for who says so
};
// A release is measured once: saying it again replaces what was said, and the audit log keeps both.
Result<void> measure(db::Writer& writer, const Acting& acting, Id measure, const Measured& measured);

// ---- getting worse
// The numbers of a product's buses that have reached the stable channel.
using StableBuses = std::vector<std::int64_t>;
// A value that is worse, beyond tolerance, than the best one stable has had since somebody last signed for a
// worse one; where stable has had none, than it was before anybody began, or than the promise.
struct Regression {
    Measure measure;
    Value value;
    double against = 0;
    std::optional<Signature> signature;
};
std::vector<Regression> regressions(db::Reader& reader, const release::Bus& bus, const StableBuses& stable);
// Pure: what bus `number` is measured against. `values`, `signatures`: all of this measure.
double reference(const Measure& measure, const std::vector<Value>& values,
                 const std::vector<Signature>& signatures, const StableBuses& stable, std::int64_t number);
bool is_worse(const Measure& measure, double value, double reference);
// Signs for it in public (4 to 1,000 characters). 409 "measures.not_worse", 409 "measures.signed_already".
Result<void> sign(db::Writer& writer, const Acting& acting, Id measure, std::int64_t bus,
                  const StableBuses& stable, const std::string& reason);

// ---- looking
std::optional<Measure> find(db::Reader& reader, Id measure);
const std::string& name(const Measure& measure, web::Language language);
// What is promised, the first promised first.
std::vector<Measure> standing(db::Reader& reader, Id product);
// Those that hold for what was measured with the bus.
std::vector<Signature> signatures_of(db::Reader& reader, const release::Bus& bus);
std::optional<Value> latest(db::Reader& reader, Id measure);
// "/measures?product=phone#measure-3"
std::string url(db::Reader& reader, const Measure& measure);

// /measures; staff: /studio/measures… `stable` is asked of the slice that knows the channels.
using FindStable = std::function<StableBuses(db::Reader&, Id product)>;
void add_pages(web::Site& site, const FindStable& stable);

// What of this slice's rows follows from others, for canyu doctor.
db::Upkeep upkeep();

}  // namespace canyu::measures

#include "features/measures/measures.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>

#include "base/text.hpp"
#include "features/measures/store.hpp"
#include "platform/audit/audit.hpp"
#include "platform/web/checks.hpp"
#include "platform/web/format.hpp"

namespace canyu::measures {
namespace {

constexpr double most = 1e9;

bool is_number(double value) {
    return std::isfinite(value) && value >= 0 && value <= most;
}

// Whole steps, at least one; nothing more is asked of a figure.
bool fits(const Measure& measure, double value) {
    if (!is_number(value)) return false;
    return measure.kind == MeasureKind::figure || (value >= 1 && std::floor(value) == value);
}

void check_number(const Measure& measure, std::optional<double> value, const char* field,
                  web::Checks& checks) {
    const bool steps = measure.kind == MeasureKind::task_steps;
    checks.that(!value || fits(measure, *value), field, steps ? "measures.whole_steps" : "measures.range");
}

Result<void> check(const Measure& measure) {
    web::Checks checks;
    checks.length("name_zh", measure.name_zh, 2, 40);
    checks.length("name_en", measure.name_en, 2, 60);
    const bool has_unit = measure.kind == MeasureKind::figure;
    checks.length("unit_zh", measure.unit_zh, has_unit ? 1 : 0, 20);
    checks.length("unit_en", measure.unit_en, has_unit ? 1 : 0, 20);
    check_number(measure, measure.promised, "promised", checks);
    check_number(measure, measure.before, "before", checks);
    checks.length("rival", measure.rival, 0, 40);
    checks.that(is_number(measure.tolerance) && measure.tolerance <= 100, "tolerance",
                "measures.tolerance_range");
    return checks.result();
}

Result<Measure> get_standing(db::Reader& reader, Id id) {
    auto measure = store::find(reader, id);
    if (!measure) return not_found();
    if (measure->taken_back_at) return refuse(409, "measures.taken_back");
    return *std::move(measure);
}

void record(db::Writer& writer, const Acting& acting, const char* act, const Measure& measure,
            const std::string& detail) {
    audit::record(writer, acting.ids, acting.by, act, {"measure", measure.id}, detail, acting.now);
}

bool is_link(std::string_view text) {
    const bool web = text.starts_with("https://") || text.starts_with("http://");
    return web && std::ranges::none_of(text, [](char c) { return c == ' ' || c == '"' || c == '\n'; });
}

Result<Value> check(db::Reader& reader, const Measure& measure, const Acting& acting,
                    const Measured& measured) {
    Value value{measure.id,
                measured.bus,
                measured.value,
                measured.rival,
                clean_line(measured.how),
                clean_line(measured.link),
                acting.by,
                acting.now};
    web::Checks checks;
    const auto bus = release::find(reader, measure.product_id, measured.bus);
    checks.that(bus && !bus->skipped_at, "bus", "measures.no_such_bus");
    check_number(measure, measured.value, "value", checks);
    check_number(measure, measured.rival, "rival_value", checks);
    checks.length("how", value.how, 4, 200);
    checks.length("link", value.link, 0, 300);
    checks.that(value.link.empty() || is_link(value.link), "link", "measures.no_link");
    if (!measured.by.empty()) {
        const auto person = people::find(reader, std::string_view(measured.by));
        checks.that(person.has_value(), "by", "squads.nobody_of_that_name");
        if (person) value.measured_by = person->id;
    }
    if (auto checked = checks.result(); !checked) return std::unexpected(std::move(checked).error());
    return value;
}

const Signature* signed_for(const std::vector<Signature>& signatures, const Value& value) {
    const auto found = std::ranges::find_if(signatures, [&](const Signature& one) {
        return one.bus_number == value.bus_number && one.value == value.value;
    });
    return found == signatures.end() ? nullptr : &*found;
}

bool is_better(const Measure& measure, double one, double other) {
    return measure.better == Better::lower ? one < other : one > other;
}

// Nothing when this measure was not measured with the bus, or is not worse there.
std::optional<Regression> regression(db::Reader& reader, const Measure& measure, std::int64_t bus,
                                     const StableBuses& stable) {
    const auto value = store::find(reader, measure.id, bus);
    if (!value) return std::nullopt;
    const std::vector<Signature> signatures = store::signatures(reader, measure.id);
    const double against = reference(measure, store::values(reader, measure.id), signatures, stable, bus);
    if (!is_worse(measure, value->value, against)) return std::nullopt;
    const Signature* signature = signed_for(signatures, *value);
    return Regression{measure, *value, against, signature ? std::optional(*signature) : std::nullopt};
}

}  // namespace

Result<Id> promise(db::Writer& writer, const Acting& acting, Measure measure) {
    if (!products::find(writer, measure.product_id)) return not_found();
    for (std::string* text :
         {&measure.name_zh, &measure.name_en, &measure.unit_zh, &measure.unit_en, &measure.rival})
        *text = clean_line(*text);
    if (measure.kind == MeasureKind::task_steps) {
        measure.unit_zh.clear();
        measure.unit_en.clear();
        measure.better = Better::lower;
    }
    if (auto checked = check(measure); !checked) return std::unexpected(std::move(checked).error());
    measure.id = acting.ids.next();
    measure.number = products::next_number(writer, measure.product_id, "measure");
    measure.promised_at = acting.now;
    measure.promised_by = acting.by;
    store::insert(writer, measure);
    record(writer, acting, "measures.act_promised", measure, web::real_text(measure.promised));
    return measure.id;
}

Result<void> take_back(db::Writer& writer, const Acting& acting, Id id, const std::string& reason) {
    CANYU_TRY(const Measure promised, get_standing(writer, id));
    CANYU_TRY(const std::string because, web::public_reason(reason));
    store::set_taken_back(writer, id, because, acting.now);
    record(writer, acting, "measures.act_taken_back", promised, because);
    return {};
}

Result<void> measure(db::Writer& writer, const Acting& acting, Id id, const Measured& measured) {
    CANYU_TRY(const Measure promised, get_standing(writer, id));
    CANYU_TRY(const Value value, check(writer, promised, acting, measured));
    const auto before = store::find(writer, id, value.bus_number);
    store::put(writer, value);
    record(writer, acting, "measures.act_measured", promised,
           fmt::format("#{}: {}{}", value.bus_number,
                       before ? web::real_text(before->value) + " → " : std::string(),
                       web::real_text(value.value)));
    return {};
}

double reference(const Measure& measure, const std::vector<Value>& values,
                 const std::vector<Signature>& signatures, const StableBuses& stable, std::int64_t number) {
    std::optional<double> best;
    for (const Value& value : values) {
        if (value.bus_number >= number) break;
        if (std::ranges::find(stable, value.bus_number) == stable.end()) continue;
        // Who signed for a worse value has moved the line, once and in public.
        if (!best || signed_for(signatures, value) || is_better(measure, value.value, *best))
            best = value.value;
    }
    return best.value_or(measure.before.value_or(measure.promised));
}

bool is_worse(const Measure& measure, double value, double reference) {
    const double margin = reference * measure.tolerance / 100;
    return measure.better == Better::lower ? value > reference + margin : value < reference - margin;
}

std::vector<Regression> regressions(db::Reader& reader, const release::Bus& bus, const StableBuses& stable) {
    std::vector<Regression> found;
    for (const Measure& measure : store::standing(reader, bus.product_id))
        if (auto one = regression(reader, measure, bus.number, stable)) found.push_back(*std::move(one));
    return found;
}

Result<void> sign(db::Writer& writer, const Acting& acting, Id id, std::int64_t bus,
                  const StableBuses& stable, const std::string& reason) {
    CANYU_TRY(const Measure promised, get_standing(writer, id));
    const auto worse = regression(writer, promised, bus, stable);
    if (!worse) return refuse(409, "measures.not_worse");
    if (worse->signature) return refuse(409, "measures.signed_already");
    CANYU_TRY(const std::string because, web::public_reason(reason));
    store::insert(writer, Signature{acting.ids.next(), id, bus, worse->value.value, worse->against, because,
                                    acting.by, acting.now});
    record(writer, acting, "measures.act_signed", promised, because);
    return {};
}

std::optional<Measure> find(db::Reader& reader, Id measure) {
    return store::find(reader, measure);
}
const std::string& name(const Measure& measure, web::Language language) {
    return language == web::Language::zh ? measure.name_zh : measure.name_en;
}
std::vector<Measure> standing(db::Reader& reader, Id product) {
    return store::standing(reader, product);
}
std::vector<Signature> signatures_of(db::Reader& reader, const release::Bus& bus) {
    std::vector<Signature> found;
    for (const Measure& measure : store::standing(reader, bus.product_id)) {
        const auto value = store::find(reader, measure.id, bus.number);
        if (!value) continue;
        const std::vector<Signature> signatures = store::signatures(reader, measure.id);
        if (const Signature* one = signed_for(signatures, *value)) found.push_back(*one);
    }
    return found;
}
std::optional<Value> latest(db::Reader& reader, Id measure) {
    const std::vector<Value> values = store::values(reader, measure);
    return values.empty() ? std::nullopt : std::optional(values.back());
}
std::string url(db::Reader& reader, const Measure& measure) {
    const auto product = products::find(reader, measure.product_id);
    CANYU_CHECK(product.has_value());
    return fmt::format("/measures?product={}#measure-{}", product->slug, measure.number);
}

}  // namespace canyu::measures

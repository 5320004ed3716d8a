#include "features/allotments/leases.hpp"

#include "base/log.hpp"
#include "features/allotments/store.hpp"

namespace canyu::allotments {

std::optional<allocation::Lease> Leases::take(Id allotment) {
    // Looked at before the lease begins, so that it ends too early rather than too late.
    const Time until = steady_.now() + lease_lasts;
    const Time now = clock_.now();
    return store_.write([&](db::Writer& writer) -> std::optional<allocation::Lease> {
        store::Lease lease =
            store::find_lease(writer, allotment).value_or(store::Lease{allotment, node_, 0, {}});
        if (lease.node != node_ && lease.until_at > now) return std::nullopt;
        lease = {allotment, node_, lease.epoch + 1, now + lease_lasts + lease_margin};
        store::put(writer, lease);
        return allocation::Lease{static_cast<std::uint64_t>(lease.epoch), until};
    });
}

void Leases::renew(std::vector<Held> held, std::function<void(std::vector<Renewed>)> done) {
    const Time until = steady_.now() + lease_lasts;
    const Time until_at = clock_.now() + lease_lasts + lease_margin;
    const auto renewed = std::make_shared<std::vector<Renewed>>();
    store_.write_later(
        [node = node_, held = std::move(held), renewed, until, until_at](db::Writer& writer) {
            renewed->clear();
            for (const Held& one : held) {
                const bool is_mine = store::renew(
                    writer, {one.allotment, node, static_cast<std::int64_t>(one.epoch), until_at});
                renewed->push_back({one.allotment, one.epoch, is_mine ? std::optional(until) : std::nullopt});
            }
            return true;
        },
        [renewed, done = std::move(done)](const std::exception_ptr& error) {
            if (!error) done(std::move(*renewed));
        });
}

void Leases::give_back(std::span<const Held> held) noexcept {
    if (held.empty()) return;
    try {
        store_.write([&](db::Writer& writer) {
            for (const Held& one : held)
                store::end(writer,
                           {one.allotment, node_, static_cast<std::int64_t>(one.epoch), clock_.now()});
        });
    } catch (const std::exception& error) {
        log::warning("allotments.leases_not_given_back", {{"error", error.what()}});
    }
}

}  // namespace canyu::allotments

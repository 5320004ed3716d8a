// Inside the allotments slice: the database's journal as the engine's ledger.
#pragma once

#include "engines/allocation/ledger.hpp"
#include "platform/db/journal.hpp"

namespace canyu::allotments {

inline db::JournalRow journal_row(const allocation::Row& row) {
    return {row.allotment, static_cast<std::int64_t>(row.seq), static_cast<std::int64_t>(row.epoch),
            row.batch};
}

inline allocation::Appended appended(db::Written written) {
    switch (written) {
        case db::Written::yes:
            return allocation::Appended::yes;
        case db::Written::taken:
            return allocation::Appended::taken;
        case db::Written::failed:
            break;
    }
    return allocation::Appended::failed;
}

// For one thread at a time, as the journal.
class JournalLedger final : public allocation::Ledger {
  public:
    explicit JournalLedger(db::Journal& journal) : journal_(journal) {}

    allocation::Appended append(const allocation::Row& row) override {
        const db::JournalRow kept = journal_row(row);
        db::Written written = db::Written::failed;
        journal_.append({&kept, 1}, {&written, 1});
        return appended(written);
    }
    bool read(Id allotment, std::uint64_t from,
              const std::function<bool(const allocation::Row&)>& each) override {
        return journal_.read(allotment, static_cast<std::int64_t>(from), [&](const db::JournalRow& row) {
            return each({row.stream, static_cast<std::uint64_t>(row.seq),
                         static_cast<std::uint64_t>(row.epoch), row.batch});
        });
    }

  private:
    db::Journal& journal_;
};

}  // namespace canyu::allotments

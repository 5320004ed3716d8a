// What the parts of Demands share: the database, the indices and the steps that every act takes.
#pragma once

#include "features/demand/demand.hpp"
#include "features/demand/independence.hpp"
#include "features/demand/indices.hpp"
#include "features/demand/store.hpp"
#include "features/demand/wording.hpp"
#include "features/moderation/moderation.hpp"
#include "features/participation/participation.hpp"
#include "features/words/words.hpp"

namespace canyu::demand {

struct Demands::State {
    db::Database& store;
    IdSource& ids;
    const Clock& clock;
    Indices indices{};
    Wording wording{};
    Independence independence{};
    moderation::TrustBook trusts{};
    FindMakers find_makers{};
    FindParts find_parts{};
    Publish publish{};
    const words::Approved* approved = nullptr;

    // ---- records of an act
    void add_change(db::Writer& writer, Id demand, const DemandChange& change);
    // The deed and its audit row; nothing when `who` is Id{} (an import, the program itself).
    void record_tidying(db::Writer& writer, Id who, Id product, participation::Object kind, Id object,
                        const char* act, const std::string& detail, Time now);
    void record_deciding(db::Writer& writer, Id who, Id product, Id demand, const char* act,
                         const std::string& detail, Time now);

    // ---- what follows an act
    // Founder, people, reports and factors of one demand anew.
    void measure(db::Writer& writer, Id demand, Time now);
    // The same where time has passed and nobody did anything: by standings and deeds as they were last.
    void measure_later(db::Writer& writer, Id demand, Time now);
    // How severe the report is and whose words it repeats; whom it repeats may be held for it.
    void weigh(db::Writer& writer, const report::Report& report, Time now);
    // The product's waterline anew: who floats, and who for the first time.
    void draw_line(db::Writer& writer, Id product, Time now);
    // The indices hear of it once it is committed.
    void follow(db::Writer& writer, const report::Report& report);
    void follow(db::Writer& writer, Id product, std::vector<report::Moved> moved, Id demand);

    // The indices answer by the models that are in use.
    void take_over_models();
    // Its words are others now, or are to be found no more.
    void reword(db::Writer& writer, const report::Report& report);

    // The search finds it, by its title and its newest words.
    void show_in_search(db::Writer& writer, Id demand);
    // Only while it is shown and has words.
    void show_in_search(db::Writer& writer, const report::Report& report);
    // As they weigh by the standings kept last.
    std::vector<surfacing::Voice> voices(db::Reader& reader, const Demand& demand, Time now);
    std::vector<surfacing::Voice> weighed(db::Reader& reader, Id product, const Spoke& spoke,
                                          Judgement judged, Time now);
    // ---- acts that leave drawing the waterline to the caller
    // Joins a report to a demand whose rows are at hand; staff acts are recorded by the caller.
    void join(db::Writer& writer, const report::Report& report, const Demand& demand, Id by, Time now);
    Result<void> put_into(db::Writer& writer, const report::Report& words, const Demand& target, Id by,
                          Time now);
    Id found(db::Writer& writer, const report::Report& words, const std::string& title, Id by, Time now);
    // The demand that is supported now; nothing when this person's support stood already.
    Result<std::optional<Demand>> stand(db::Writer& writer, Id demand, Id person, const std::string& why,
                                        Time said);

    // The demands most like the query, which may be said in other words that the team approved.
    std::vector<surfacing::Match> alike(Id product, surfacing::Query query) const;

  private:
    void set_measures(db::Writer& writer, const Demand& demand, const Spoke& spoke, Judgement judged,
                      Time now);
    void record(db::Writer& writer, const participation::Deed& deed, const char* object_kind, const char* act,
                const std::string& detail, Time now);
};

// Supports and reports for a demand, as said; and the same without repeating a person, the first to say it
// first.
std::vector<report::Said> said_for(db::Reader& reader, Id demand);
// 404 when there is none.
Result<Demand> get(db::Reader& reader, Id demand);
Result<report::Report> get_report(db::Reader& reader, Id report);
// Trimmed to a line of 4 to 120 characters, or the problem of the field "title".
Result<std::string> as_title(const std::string& title);
// That it was said, in the participation log.
participation::Deed deed_of(const report::Report& report);
// The title of a demand that this report founds, where nobody gives another.
std::string title_from(const report::Report& report);

// The key of the sentence by which a change is told to who asked; null for what is not told so.
const char* told_by(DemandAct act);

inline std::optional<Id> optional_id(Id id) {
    return id ? std::optional(id) : std::nullopt;
}

}  // namespace canyu::demand

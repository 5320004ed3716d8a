// Files of reports, and what other programs export, are taken in: read line by line, put where they belong,
// and every refused line is named with its reason.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "features/demand/demand.hpp"
#include "features/imports/iso_time.hpp"
#include "features/imports/lines.hpp"
#include "features/imports/report_lines.hpp"
#include "platform/db/db.hpp"
#include "platform/db/upkeep.hpp"

namespace canyu::jobs {
class Jobs;
}
namespace canyu::web {
class Site;
}

namespace canyu::imports {

enum class ImportState { running, done, stopped };
BOOST_DESCRIBE_ENUM(ImportState, running, done, stopped)

struct Import {
    Id id;
    Id product_id;
    std::string file_name;
    std::optional<Id> by_person;  // nothing: by the command line
    ImportState state = ImportState::running;
    std::int64_t position = 0;  // the last line that was dealt with
    double share = 0;           // of the file's bytes, 0 to 1
    std::int64_t reports = 0;
    std::int64_t supports = 0;
    std::int64_t known = 0;  // taken in before
    std::int64_t refused = 0;
    Time began_at{};
    std::optional<Time> ended_at;
    Format format = Format::reports;
    std::int64_t posts = 0;  // topics, posts and comments
};
BOOST_DESCRIBE_STRUCT(Import, (),
                      (id, product_id, file_name, by_person, state, position, share, reports, supports, known,
                       refused, began_at, ended_at, format, posts))

// The words of a file have this source: reading it again, also after a crash, finds what is known.
std::string source_of(const std::string& file_name);

// The product of that slug; where there is none it is made, called by its slug.
Result<products::Product> product_for(db::Writer& writer, IdSource& ids, const std::string& slug, Time now);
// Begins an import and stops an unfinished one of the same file. `by` Id{} for the command line.
Import begin(db::Writer& writer, IdSource& ids, Id product, const std::string& file_name, Id by, Time now,
             Format format = Format::reports);
// What was taken in stays. 404; 409 "imports.ended_already".
Result<void> stop(db::Writer& writer, IdSource& ids, Id import, Id by, Time now);
std::optional<Import> find(db::Reader& reader, Id import);

// What an import works with.
struct Workshop {
    db::Database& store;
    IdSource& ids;
    const Clock& clock;
    demand::Demands& demands;
};
// Called after every line, with a refused line's reason; false pauses the import.
using Watch = std::function<bool(const Import&, const Message* refused)>;

// Takes in the lines of the file or folder after import.position, each in a transaction of its own with the
// place the engine finds for it, and draws the waterline at the end. Answers the import as it stands then:
// `running` when it was paused. Problems: those of open_lines(). Thread: any; blocks.
Result<Import> import_reports(const Workshop& workshop, const std::string& path, Import import,
                              const Watch& watch, const std::vector<ColumnChoice>& columns = {});

// Routes: /studio/imports, /studio/imports/{import}. Uploads are worked on by `jobs`.
void add_pages(web::Site& site, const Workshop& workshop, jobs::Jobs& jobs);

// What of this slice's rows follows from others, for canyu doctor.
db::Upkeep upkeep();

}  // namespace canyu::imports

// An uploaded file on its way to import_reports: kept in pieces, worked on by a job a few seconds at a time.
#pragma once

#include <string_view>

#include "features/imports/imports.hpp"

namespace canyu::imports {

inline constexpr std::uint64_t largest_upload = std::uint64_t{64} << 20;  // bytes

// Begins the import and hands it to the job.
Import begin_upload(db::Writer& writer, IdSource& ids, jobs::Jobs& jobs, const Import& import,
                    std::string_view bytes);
// Call before the jobs start.
void handle_uploads(jobs::Jobs& jobs, const Workshop& workshop);

}  // namespace canyu::imports

// The SQL of waves.
#include "features/demand/store.hpp"

namespace canyu::demand::store {

void set_wave(db::Writer& writer, Id report, const std::vector<Id>& beside) {
    writer.execute("delete from wave where report_id = ?", report);
    for (const Id other : beside)
        writer.execute("insert into wave (report_id, beside_id) values (?, ?)", report, other);
}

std::vector<Id> wave_beside(db::Reader& reader, Id report) {
    return reader.rows<Id>("select beside_id from wave where report_id = ? order by beside_id", report);
}

}  // namespace canyu::demand::store

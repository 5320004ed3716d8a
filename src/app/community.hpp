// One running community: the database, the site with all slices, the jobs. What every command that touches
// data opens.
#pragma once

#include <memory>

#include "app/config.hpp"
#include "base/clock.hpp"
#include "base/id.hpp"
#include "features/demand/demand.hpp"
#include "platform/db/db.hpp"
#include "platform/web/site.hpp"

namespace canyu::allotments {
struct Counter;
}
namespace canyu {

// Opens the database and brings it up to date. `clock` outlives it.
class Community {
  public:
    Community(const Config& config, const Clock& clock);
    ~Community();

    db::Database& store();
    IdSource& ids();
    const Clock& clock() const;
    demand::Demands& demands();
    const allotments::Counter& counter();
    // Registers the slices' routes and checks every template (throws std::runtime_error on one that does not
    // fit). Only for commands that serve or check; once.
    web::Site& open_site();
    // Begins the work of the clock: the waterline, and what waits in the outbox. Ends with the community.
    void start_jobs();
    // For a quick next start; after the site has stopped.
    void write_images();

  private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

}  // namespace canyu

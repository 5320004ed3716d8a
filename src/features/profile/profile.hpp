// The page of a person and the log of their deeds; what a row of any log points at.
#pragma once

#include <array>
#include <string>
#include <unordered_map>
#include <vector>

#include "platform/db/db.hpp"
#include "platform/db/upkeep.hpp"
#include "platform/web/language.hpp"

namespace canyu::demand {
class Demands;
}
namespace canyu::jobs {
class Jobs;
}
namespace canyu::web {
class Site;
}
namespace canyu::profile {

struct Target {
    // "demand", "report", "person", "topic", "post", "squad", "release", "issue", "measure", "product",
    // "review", "code", "f_code_batch", "title", "sale", "order"; others have no link.
    std::string kind;
    Id id;
};

struct Link {
    std::string url;
    std::array<std::string, web::languages.size()> label;

    const std::string& text(web::Language language) const {
        return label[static_cast<std::size_t>(language)];
    }
};

// Of a page of rows, read at once.
class Links {
  public:
    Links(db::Reader& reader, const std::vector<Target>& targets);
    // Null for what is not known.
    const Link* find(Id id) const;

  private:
    void look_up(db::Reader& reader, const Target& target);
    void add(Id id, std::string url, const std::string& label);

    std::unordered_map<Id, Link> links_;
};

// /u/{name}, /u/{name}/log, /u/{name}/log/{row}, /me/data, /me/leave. `references`: which columns of which
// tables name a person; what is downloaded are the rows that name whoever asks, and what becomes of them when
// whoever asks leaves is said there too.
void add_pages(web::Site& site, demand::Demands& demands, jobs::Jobs& jobs,
               const std::vector<db::Reference>& references);

}  // namespace canyu::profile

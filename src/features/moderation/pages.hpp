// Inside the moderation slice: what its pages are made with.
#pragma once

#include <unordered_map>

#include "features/moderation/views.hpp"
#include "platform/web/site.hpp"

namespace canyu::moderation {

// The things of many cases, read at once for each kind.
class Things {
  public:
    Things(db::Reader& reader, const web::Context& context, const Kinds& kinds,
           const std::vector<store::Case>& cases);
    // Null when the thing is gone.
    const Piece* piece(const store::Case& one) const;
    // "a post"
    std::string name(const store::Case& one) const;

  private:
    const web::Context& context_;
    const Kinds& kinds_;
    std::unordered_map<Id, Piece> pieces_;
};

Acting acting(web::Context& context, const Kinds& kinds);
std::string case_url(Id review);

// The lines with the cases they are about, in the order given.
std::vector<PublicLine> public_lines(db::Reader& reader, const web::Context& context, const Kinds& kinds,
                                     const std::vector<store::Line>& lines);
std::vector<StudioCase> studio_cases(db::Reader& reader, const web::Context& context, const Kinds& kinds,
                                     const std::vector<store::Case>& cases);

void add_public_pages(web::Site& site, const Kinds& kinds);
void add_own_pages(web::Site& site, const Kinds& kinds);
void add_studio_pages(web::Site& site, const Kinds& kinds);

}  // namespace canyu::moderation

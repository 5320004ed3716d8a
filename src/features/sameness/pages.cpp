// The staff's page of pairs, and what is decided there.
#include "features/sameness/sameness.hpp"
#include "features/sameness/showing.hpp"
#include "platform/web/site.hpp"

namespace canyu::sameness {
namespace {

using web::Access;
using web::Context;
using web::Done;

constexpr auto page_url = "/studio/alike";
constexpr std::size_t pairs_shown = 10;
constexpr std::chrono::days joined_shown{30};

Result<AlikePage> alike_page(Context& context, const demand::Demands& demands) {
    return context.read([&](db::Reader& reader) -> Result<AlikePage> {
        CANYU_TRY(products::Chosen chosen, products::choose(reader, context, page_url));
        AlikePage page;
        page.choices = std::move(chosen.choices);
        page.pairs = alike_views(reader, demands, chosen.product, pairs_shown + 1);
        page.more = page.pairs.size() > pairs_shown;
        if (page.more) page.pairs.resize(pairs_shown);
        page.joined = joined_views(reader, chosen.product, context.now() - joined_shown);
        page.proofs = proof_views(reader, chosen.product, context.language());
        page.apart = apart_views(reader, chosen.product);
        return page;
    });
}

// What was decided, said on the page it was decided on.
template <class Act>
Result<Done> decide(Context& context, const char* parameter, const char* said, const Act& act) {
    CANYU_TRY(const Id id, context.id(parameter));
    return context.act([&](db::Writer& writer) -> Result<Done> {
        if (auto done = act(writer, id); !done) return std::unexpected(std::move(done).error());
        return Done{page_url, {said, {}}};
    });
}

void add_answers(web::Site& site, demand::Demands& demands) {
    site.post("/studio/alike/{alike}/merge", Access::staff,
              [&demands](Context& c, const MergeForm& form) {
                  return decide(c, "alike", "sameness.said_merged", [&](db::Writer& writer, Id alike) {
                      return merge(writer, demands, alike, form.into, c.member().person, c.now());
                  });
              },
              {.summary = "Two demands ask for the same thing: one is merged into the other"});
    site.post("/studio/alike/{alike}/difference", Access::staff,
              [](Context& c) {
                  return decide(c, "alike", "sameness.said_apart", [&](db::Writer& writer, Id alike) {
                      return tell_apart(writer, c.ids(), alike, c.member().person, c.now());
                  });
              },
              {.summary = "Two demands do not ask for the same thing, and are not proposed again"});
    site.del("/studio/alike/{alike}/difference", Access::staff,
             [](Context& c) {
                 return decide(c, "alike", "sameness.said_taken_back", [&](db::Writer& writer, Id alike) {
                     return take_telling_apart_back(writer, c.ids(), alike, c.member().person, c.now());
                 });
             },
             {.summary = "Take back that two demands do not ask for the same thing"});
}

}  // namespace

void add_pages(web::Site& site, demand::Demands& demands) {
    site.get("/studio/alike", Access::staff, "sameness/studio_alike.html",
             [&demands](Context& c) { return alike_page(c, demands); },
             {.summary = "Demands that may ask for the same thing, and reports that joined by themselves"});
    add_answers(site, demands);
    site.post("/studio/reports/{report}/confirmation", Access::staff,
              [&demands](Context& c) {
                  return decide(c, "report", "sameness.said_confirmed", [&](db::Writer& writer, Id report) {
                      return confirm(writer, demands, report, c.member().person, c.now());
                  });
              },
              {.summary = "A report that joined a demand by itself belongs there"});
}

}  // namespace canyu::sameness

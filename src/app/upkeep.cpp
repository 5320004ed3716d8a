#include "app/upkeep.hpp"

#include "features/allotments/allotments.hpp"
#include "features/answers/answers.hpp"
#include "features/channels/channels.hpp"
#include "features/charter/charter.hpp"
#include "features/credits/credits.hpp"
#include "features/demand/demand.hpp"
#include "features/digest/digest.hpp"
#include "features/entitlements/entitlements.hpp"
#include "features/experience/experience.hpp"
#include "features/f_codes/f_codes.hpp"
#include "features/forum/forum.hpp"
#include "features/gifts/gifts.hpp"
#include "features/honours/honours.hpp"
#include "features/imports/imports.hpp"
#include "features/known_issues/known_issues.hpp"
#include "features/likeness/likeness.hpp"
#include "features/measures/measures.hpp"
#include "features/moderation/moderation.hpp"
#include "features/notices/notices.hpp"
#include "features/orders/orders.hpp"
#include "features/people/people.hpp"
#include "features/plan/plan.hpp"
#include "features/products/products.hpp"
#include "features/reading/reading.hpp"
#include "features/receipts/receipts.hpp"
#include "features/red_packets/red_packets.hpp"
#include "features/release/release.hpp"
#include "features/report/report.hpp"
#include "features/sale/sale.hpp"
#include "features/sameness/sameness.hpp"
#include "features/squads/squads.hpp"
#include "features/words/words.hpp"

namespace canyu {

db::Upkeep upkeep() {
    db::Upkeep all;
    for (const db::Upkeep& one :
         {products::upkeep(), people::upkeep(),       notices::upkeep(),      digest::upkeep(),
          reading::upkeep(),  moderation::upkeep(),   forum::upkeep(),        answers::upkeep(),
          report::upkeep(),   demand::upkeep(),       plan::upkeep(),         squads::upkeep(),
          release::upkeep(),  experience::upkeep(),   known_issues::upkeep(), measures::upkeep(),
          channels::upkeep(), charter::upkeep(),      receipts::upkeep(),     likeness::upkeep(),
          imports::upkeep(),  words::upkeep(),        sameness::upkeep(),     allotments::upkeep(),
          credits::upkeep(),  entitlements::upkeep(), f_codes::upkeep(),      honours::upkeep(),
          orders::upkeep(),   sale::upkeep(),         red_packets::upkeep(),  gifts::upkeep()}) {
        all.counts.insert(all.counts.end(), one.counts.begin(), one.counts.end());
        all.references.insert(all.references.end(), one.references.begin(), one.references.end());
    }
    return all;
}

}  // namespace canyu

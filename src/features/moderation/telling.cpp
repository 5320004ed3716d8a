#include "features/moderation/telling.hpp"

#include "features/notices/notices.hpp"

namespace canyu::moderation {
namespace {

notices::Notice notice_of(const store::Case& one, notices::Kind kind, const char* key, const char* because) {
    const std::string number = to_string(one.id);
    return {kind, "review:" + number, "/moderation/" + number, {key, {}}, {because, {}}};
}

}  // namespace

void tell_author(db::Writer& writer, const Acting& acting, const store::Case& one, const char* key) {
    notices::tell(writer, acting.ids,
                  notice_of(one, notices::Kind::decision, key, "moderation.because_yours"), {one.author_id},
                  acting.now);
}

void tell_flaggers(db::Writer& writer, const Acting& acting, const store::Case& one, bool upheld) {
    std::vector<Id> people;
    for (const store::Flag& flag : store::flags_of(writer, one.id))
        if (flag.outcome == FlagOutcome::open && flag.person_id != acting.by)
            people.push_back(flag.person_id);
    if (people.empty()) return;
    const char* key = upheld ? "moderation.told_flag_upheld" : "moderation.told_flag_dismissed";
    notices::tell(writer, acting.ids,
                  notice_of(one, notices::Kind::decision, key, "moderation.because_flagged"),
                  std::move(people), acting.now);
}

void tell_staff(db::Writer& writer, const Acting& acting, const store::Case& one) {
    std::vector<Id> staff = people::staff(writer);
    if (staff.size() > 1) std::erase(staff, one.decided_by.value_or(Id{}));
    notices::Notice notice =
        notice_of(one, notices::Kind::request, "moderation.told_appeal", "moderation.because_staff");
    notice.location = "/studio/review/" + to_string(one.id);
    notices::tell(writer, acting.ids, notice, std::move(staff), acting.now);
}

}  // namespace canyu::moderation

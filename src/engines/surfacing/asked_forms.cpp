#include "engines/surfacing/asked_forms.hpp"

#include <algorithm>
#include <bit>

namespace canyu::surfacing {

AskedForms::AskedForms(const Collection& collection, std::string_view shown, Tokens& body) {
    std::vector<Line> lines = lines_of(shown, body);
    std::erase_if(lines, [&](const Line& line) { return !collection.is_form(line.number); });
    std::size_t tokens = 0;
    for (const Line& line : lines) tokens += line.end - line.begin;
    if (tokens == 0 || tokens == body.all.size()) return;
    std::vector<Token> left;
    std::uint32_t next = 0;
    for (const Line& line : lines) {
        left.insert(left.end(), body.all.begin() + next, body.all.begin() + line.begin);
        next = line.end;
        know(collection, body, line);
    }
    left.insert(left.end(), body.all.begin() + next, body.all.end());
    body.all = std::move(left);
    std::ranges::sort(said_, {}, &Once::term);
}

void AskedForms::know(const Collection& collection, const Tokens& body, const Line& line) {
    if (std::ranges::find(forms_, line.number, &Form::number) != forms_.end()) return;
    std::uint16_t length = 0;
    for (std::uint32_t at = line.begin; at < line.end; ++at) {
        length += body.all[at].kind == TokenKind::part ? 0 : 1;
        const TermId term = collection.terms().find(body.term(body.all[at]));
        if (term == none) continue;
        said_.push_back({term, static_cast<std::uint8_t>(forms_.size())});
        perhaps_.set(term % perhaps_.size());
    }
    forms_.push_back({line.number, length});
}

FormSet AskedForms::said_by(const Collection& collection, Slot slot) const {
    FormSet forms = 0;
    if (forms_.empty()) return forms;
    for_each_number(collection.lines(slot), [&](std::uint32_t number) {
        const auto found = std::ranges::find(forms_, number, &Form::number);
        if (found != forms_.end()) forms |= FormSet{1} << (found - forms_.begin());
    });
    return forms;
}

std::uint32_t AskedForms::length(FormSet forms) const {
    std::uint32_t length = 0;
    for (; forms != 0; forms &= forms - 1)
        length += forms_[static_cast<std::size_t>(std::countr_zero(forms))].length;
    return length;
}

std::uint32_t AskedForms::times(FormSet forms, TermId term) const {
    if (!perhaps_[term % perhaps_.size()]) return 0;
    std::uint32_t times = 0;
    for (const Once& once : std::ranges::equal_range(said_, term, {}, &Once::term))
        times += forms >> once.form & 1;
    return times;
}

}  // namespace canyu::surfacing

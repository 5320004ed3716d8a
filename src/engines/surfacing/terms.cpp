#include "engines/surfacing/terms.hpp"

#include "engines/surfacing/tokens.hpp"

namespace canyu::surfacing {

TermId Terms::intern(std::string_view term) {
    if (const TermId known = find(term); known != none) return known;
    const auto id = static_cast<TermId>(size());
    texts_ += term;
    begins_.push_back(texts_.size());
    are_characters_.push_back(surfacing::is_character(term));
    numbers_.insert(id);
    return id;
}

TermId Terms::find(std::string_view term) const {
    const auto found = numbers_.find(term);
    return found == numbers_.end() ? none : *found;
}

}  // namespace canyu::surfacing

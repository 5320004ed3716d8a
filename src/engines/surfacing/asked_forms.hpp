// The lines of a form that a query was typed into, and what reports say besides them. Internal to the engine.
#pragma once

#include <bitset>
#include <cstdint>
#include <string_view>
#include <vector>

#include "engines/surfacing/collection.hpp"

namespace canyu::surfacing {

// Some of a query's forms, one bit each.
using FormSet = std::uint64_t;
static_assert(known_lines <= 64);

class AskedForms {
  public:
    // Takes the lines of forms out of the tokens of a query's body, unless it says nothing else.
    AskedForms(const Collection& collection, std::string_view shown, Tokens& body);

    // Those that a report says too.
    [[nodiscard]] FormSet said_by(const Collection& collection, Slot slot) const;
    // How long they are together.
    [[nodiscard]] std::uint32_t length(FormSet forms) const;
    // How often they say a term, each said once.
    [[nodiscard]] std::uint32_t times(FormSet forms, TermId term) const;

  private:
    struct Form {
        std::uint32_t number;
        std::uint16_t length;
    };
    // That a form says a term once.
    struct Once {
        TermId term;
        std::uint8_t form;
    };

    void know(const Collection& collection, const Tokens& body, const Line& line);

    std::vector<Form> forms_;
    std::vector<Once> said_;  // by term
    // Most terms are in no form, which this tells sooner.
    std::bitset<std::size_t{1} << 12> perhaps_;
};

// Reads what a report says, in its order, but the query's forms.
class Heard {
  public:
    Heard(const Collection& collection, const AskedForms& forms, Slot slot)
        : asked_(forms),
          forms_(forms.said_by(collection, slot)),
          lengths_(collection.lengths()[slot]),
          reader_(collection.sayings(slot)) {
        lengths_.body = less(lengths_.body, asked_.length(forms_));
    }

    [[nodiscard]] Lengths lengths() const { return lengths_; }

    // False at the end.
    bool next(Saying& saying) {
        while (reader_.next(saying)) {
            if (forms_ != 0) saying.body = less(saying.body, asked_.times(forms_, saying.term));
            if (saying.title > 0 || saying.body > 0) return true;
        }
        return false;
    }

  private:
    // Another line may have a form's number, so that there is less than would be taken away.
    static std::uint16_t less(std::uint16_t number, std::uint32_t by) {
        return static_cast<std::uint16_t>(number > by ? number - by : 0);
    }

    const AskedForms& asked_;
    FormSet forms_;
    Lengths lengths_;
    SayingReader reader_;
};

}  // namespace canyu::surfacing

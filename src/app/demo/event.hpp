// What happens in the demo community, and to whom; the parts of its story add their events to one timeline.
#pragma once

#include <functional>
#include <string>
#include <unordered_map>

#include "app/demo/records.hpp"
#include "features/products/products.hpp"

namespace canyu::demo {

struct Event {
    Day day;
    std::string what;  // for the error's text
    std::function<void(db::Writer&, Time)> act;
    std::function<void()> then{};  // what cannot happen inside a transaction; empty for nothing
};
using AddEvent = std::function<void(Event)>;

// Everybody and everything by the names of the records; filled while the story is lived through.
struct Cast {
    std::unordered_map<std::string, Id> people;
    std::unordered_map<std::string, products::Product> products;
    std::unordered_map<std::string, Id> demands;  // by key

    Id person(const std::string& name) const { return people.at(name); }
    Id product(const std::string& slug) const { return products.at(slug).id; }
    Id demand(const std::string& key) const { return demands.at(key); }
};

}  // namespace canyu::demo

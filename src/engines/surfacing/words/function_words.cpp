// The function words of Chinese and English, written down by hand.
#include "engines/surfacing/words/function_words.hpp"

#include <algorithm>
#include <string>
#include <unordered_set>

namespace canyu::surfacing {
namespace {

constexpr std::string_view english =
    "a an the and or but nor so yet if then else than that this these those there here it its it's i i'm "
    "i've "
    "i'd i'll me my mine myself we we're we've us our ours you you're your yours he him his she her they "
    "they're "
    "them their who whom whose which what when where why how is am are was were be been being isn't aren't "
    "wasn't weren't do does did doing done don't doesn't didn't have has had having haven't hasn't hadn't "
    "can "
    "can't cannot could couldn't will won't would wouldn't shall should shouldn't may might must not no of "
    "in on "
    "at by for from to into onto out up down over under again with without within about as after before "
    "between "
    "through during until while because since via per just only very too also even still already always "
    "never "
    "ever now any some all both each every either neither none other another such same own more most much "
    "many "
    "few less least one two well really quite rather that's there's what's let let's get gets got getting go "
    "goes going went gone make makes made thing things something anything everything nothing way etc please "
    "thanks thank hi hello yes ok okay like seem seems";

constexpr std::string_view chinese =
    "的 地 得 了 着 吗 呢 吧 啊 呀 哦 嘛 么 是 也 就 都 和 与 或 但 而 且 这 那 哪 我 你 您 他 她 它 们 很 "
    "太 更 最 "
    "被 把 给 对 跟 让 之 其 所 以 于 因 为 如 若 则 每 各 某 并 又 再 才 却 只 还 仍 及";

std::unordered_set<std::string> words_of(std::string_view list) {
    std::unordered_set<std::string> words;
    const Tokens tokens = tokenise(list);
    for (const Token& token : tokens.all) words.emplace(tokens.term(token));
    return words;
}

bool is_number(std::string_view term) {
    return std::ranges::all_of(term, [](char c) { return (c >= '0' && c <= '9') || c == '.'; });
}

}  // namespace

bool is_function_word(const Unit& unit) {
    static const std::unordered_set<std::string> function_words = [] {
        std::unordered_set<std::string> words = words_of(english);
        words.merge(words_of(chinese));
        return words;
    }();
    if (!unit.dense && (unit.term.size() == 1 || is_number(unit.term))) return true;
    return function_words.contains(std::string(unit.term));
}

}  // namespace canyu::surfacing

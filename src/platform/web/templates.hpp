// All pages' templates: checked against their view structs at start, compiled once a language, then only
// rendered.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/embedded.hpp"
#include "base/shape.hpp"
#include "platform/web/language.hpp"

namespace canyu::web {

// What is wrong with one form field, in the reader's language.
struct FieldSentence {
    std::string field;
    std::string sentence;
};
BOOST_DESCRIBE_STRUCT(FieldSentence, (), (field, sentence))

// A value with the Shape that says what it is. Does not own.
struct ViewRef {
    const Shape* shape;
    const void* value;
};

// What a template may say of a member `x`, besides the variable {{x}} itself:
//   {{#x}}…{{/x}}           once when it is true, not zero, not empty or present; once an element for a list;
//   a record's
//                           members are named inside; a scalar element is {{item}}
//   {{#no_x}}               the opposite          {{#any_x}} once when the list has elements
//   {{#x_one}} {{#x_many}}  an integer that is / is not 1 (plural forms)
//   {{#x_is_heard}}         an enumeration's value;   {{x_label}} its words: catalogue key "EnumName.heard"
//   {{x:none}}              required for html, refused for anything else
//   {{error_x}} {{#error_x}} the sentence about the form field x that was refused
// A name is looked up in the innermost record first, then outwards; a section whose name exists further out
// as well is refused, because ctemplate would show the outer one when the inner is empty.
class Templates {
  public:
    Templates();
    ~Templates();

    // Finds src/<layer>/<folder>/templates/<file> as "<folder>/<file>" and the folders' locale/*.po.
    void load(const std::vector<EmbeddedFile>& files);
    const Catalog& catalog() const;

    // Compiles the page in both languages over its view and the layout's. Throws std::runtime_error saying
    // what is wrong with which name. Call for every page before freeze().
    void compile(std::string_view name, const Shape& view, const Shape& layout);
    // No template is added after this; from here render() may be called from any thread.
    void freeze();

    // problems: what {{error_…}} say.
    std::string render(std::string_view name, Language language, Time now, ViewRef view, ViewRef layout,
                       const std::vector<FieldSentence>& problems) const;
    // The front matter's tab of a page, "" if none.
    std::string_view tab(std::string_view name) const;

  private:
    struct Core;
    std::unique_ptr<Core> core_;
};

}  // namespace canyu::web

#include <doctest/doctest.h>

#include <stdexcept>

#include "platform/web/templates.hpp"

using namespace canyu;
using namespace canyu::web;

namespace {

enum class Stage { heard, shipped };
BOOST_DESCRIBE_ENUM(Stage, heard, shipped)

struct Person {
    std::string name;
    std::int64_t posts = 0;
};
BOOST_DESCRIBE_STRUCT(Person, (), (name, posts))

struct TestView {
    std::string title;
    Stage stage = Stage::heard;
    std::vector<Person> people;
    std::vector<std::string> words;
    std::optional<Person> owner;
    Html body;
    Time when{};
};
BOOST_DESCRIBE_STRUCT(TestView, (), (title, stage, people, words, owner, body, when))

struct TestLayout {
    std::string page_name;
};
BOOST_DESCRIBE_STRUCT(TestLayout, (), (page_name))

// Renders one template text over a view in both languages; throws what compiling throws.
std::string render(const std::string& text, const TestView& view, Language language = Language::en,
                   const std::vector<FieldSentence>& problems = {}) {
    Templates templates;
    templates.load(
        {{"src/features/t/locale/en.po", "msgid \"Stage.heard\"\nmsgstr \"heard\"\n"},
         {"src/features/t/locale/zh-CN.po",
          "msgid \"Stage.heard\"\nmsgstr \"听到了\"\n\nmsgid \"Hello {{title}}\"\nmsgstr "
          "\"你好，{{title}}\"\n"},
         {"src/features/t/templates/part.html", "<i>{{name}}</i>"},
         {"src/platform/web/templates/layout.html", "<title>{{>title}}</title>{{page_name}}|{{>body}}"},
         {"src/features/t/templates/page.html", text}});
    templates.compile("t/page.html", shape_of<TestView>(), shape_of<TestLayout>());
    templates.freeze();
    const TestLayout layout{"L"};
    return templates.render("t/page.html", language, time_from_milliseconds(120000),
                            {&shape_of<TestView>(), &view}, {&shape_of<TestLayout>(), &layout}, problems);
}

}  // namespace

TEST_CASE("a page stands in its layout, translated and escaped") {
    TestView view;
    view.title = "<b>&";
    const std::string text =
        "title: [[Hello {{title}}]]\ntab: x\n---\n<p title=\"{{title}}\">[[Hello {{title}}]]</p>";
    CHECK(render(text, view) ==
          "<title>Hello &lt;b&gt;&amp;</title>L|<p title=\"&lt;b&gt;&amp;\">Hello &lt;b&gt;&amp;</p>");
    CHECK(render(text, view, Language::zh).find("你好，&lt;b&gt;&amp;") != std::string::npos);
}

TEST_CASE("sections follow the view's values") {
    TestView view;
    view.people = {{"a", 1}, {"b", 2}};
    view.words = {"x", "y"};
    view.body.value = "<em>";
    const std::string text =
        "layout: none\n---\n"
        "{{#any_people}}[{{#people}}{{>t/part.html}}{{posts}}{{#posts_one}}post{{/"
        "posts_one}}{{#posts_many}}posts{{/posts_many}} {{/people}}]{{/any_people}}"
        "{{#no_words}}none{{/no_words}}{{#words}}{{item}};{{/words}}{{#owner}}owner{{/"
        "owner}}{{#no_owner}}nobody{{/no_owner}}"
        "{{#stage_is_heard}}H{{/stage_is_heard}}{{#stage_is_shipped}}S{{/stage_is_shipped}} {{stage_label}} "
        "{{body:none}} {{when:x-ago}}";
    CHECK(render(text, view) == "[<i>a</i>1post <i>b</i>2posts ]x;y;nobodyH heard <em> 2 minutes ago");
}

TEST_CASE("names around a section are found inside it, wherever its own record comes from") {
    TestView view;
    view.people = {{"a", 1}, {"b", 2}};
    view.owner = Person{"o", 3};
    const std::string text =
        "layout: "
        "none\n---\n{{#people}}{{#owner}}{{posts}}{{/owner}}{{name}}{{#words}}{{item}}{{name}}{{/"
        "words}}{{#no_title}}{{name}}{{/no_title}};{{/"
        "people}}";
    CHECK(render(text, view) == "3aa;3bb;");
    view.words = {"x", "y"};
    CHECK(render(text, view) == "3axayaa;3bxbybb;");
}

TEST_CASE("a refused field's sentence stands beside it") {
    const std::string text = "layout: none\n---\n{{#error_title}}<p>{{error_title}}</p>{{/error_title}}.";
    CHECK(render(text, {}, Language::en, {{"title", "Too <short"}}) == "<p>Too &lt;short</p>.");
    CHECK(render(text, {}) == ".");
}

TEST_CASE("what would break silently is refused when the program starts") {
    const char* refused[] = {"{{unknown}}",                       // a name the view does not have
                             "{{#people}}{{title2}}{{/people}}",  // likewise inside a list
                             "{{#people}}{{name}}",               // not closed
                             "{{title:none}}",                    // raw text
                             "{{body}}",                          // html that would be escaped
                             "{{when}}",                          // milliseconds shown to people
                             "<a href=\"/x?q={{title}}\">x</a>",  // a URL value without :u
                             "<a href={{title}}>x</a>",           // an unquoted attribute
                             "<script>{{title}}</script>",
                             "<p onclick=\"{{title}}\">",
                             "<p style=\"{{title}}\">",
                             "<img srcset=\"{{title}}\">",
                             "{{%AUTOESCAPE context=\"HTML\"}}",
                             "{{people}}",
                             "[[Not translated]]",
                             "{{#stage_is_lost}}{{/stage_is_lost}}",
                             "{{>t/missing.html}}",
                             "colour: red\n---\nx"};
    for (const char* text : refused) {
        CAPTURE(text);
        CHECK_THROWS_AS(render(text, {}), std::runtime_error);
    }
    CHECK_NOTHROW(render("<a href=\"/x?q={{title:u}}\">x</a>", {}));
}

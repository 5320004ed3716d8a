#include "platform/markdown/markdown.hpp"

#include <doctest/doctest.h>

#include <set>
#include <thread>

using namespace canyu;
using namespace canyu::markdown;

namespace {

const std::string known_digest(64, 'a');
const std::string moving_digest(64, 'b');

Known community() {
    return {
        [](const std::string& name) { return std::set<std::string>{"lin_gong", "ann", "bo"}.contains(name); },
        [](const std::string& digest) -> std::optional<media::Picture> {
            if (digest == known_digest) return media::Picture{800, 600, 1};
            if (digest == moving_digest) return media::Picture{640, 480, 12};
            return std::nullopt;
        }};
}

std::string html(std::string_view source) {
    return render(source, community()).value().html.value;
}

std::string repeat(std::string_view part, std::size_t times) {
    std::string text;
    for (std::size_t i = 0; i < times; ++i) text += part;
    return text;
}

}  // namespace

TEST_CASE("markdown: what people write most") {
    CHECK(html("一米二，**摔了**十次。\n角上 _裂了_ ~~两~~ 三处") ==
          "<p>一米二，<strong>摔了</strong>十次。<br>\n角上 <em>裂了</em> <del>两</del> 三处</p>\n");
    CHECK(html("- a\n- b\n  1. c") == "<ul>\n<li>a</li>\n<li>b<ol>\n<li>c</li>\n</ol>\n</li>\n</ul>\n");
    CHECK(html("3. a\n\n4. b") == "<ol start=\"3\">\n<li><p>a</p>\n</li>\n<li><p>b</p>\n</li>\n</ol>\n");
    CHECK(html("```cpp\nif (a < b)\n\n    c();\n```") ==
          "<pre><code>if (a &lt; b)\n\n    c();\n</code></pre>\n");
    CHECK(html("> said\n\nanswer `a<b`\n\n---") ==
          "<blockquote>\n<p>said</p>\n</blockquote>\n<p>answer <code>a&lt;b</code></p>\n<hr>\n");
    CHECK(html("- [x] done\n- [ ] open") == "<ul>\n<li>☑ done</li>\n<li>☐ open</li>\n</ul>\n");
    CHECK(html("").empty());
}

TEST_CASE("markdown: a post never makes a heading above h3") {
    CHECK(html("# a\n## b\n### c\n#### d\n###### e") ==
          "<h3>a</h3>\n<h4>b</h4>\n<h5>c</h5>\n<h6>d</h6>\n<h6>e</h6>\n");
    CHECK(html("a\n=") == "<h3>a</h3>\n");
}

TEST_CASE("markdown: tables") {
    CHECK(html("|a|b|c|\n|-|:-:|-:|\n|1|*2*|") ==
          "<table>\n<thead>\n<tr><th>a</th><th align=\"center\">b</th><th "
          "align=\"right\">c</th></tr>\n</thead>\n"
          "<tbody>\n<tr><td>1</td><td align=\"center\"><em>2</em></td><td "
          "align=\"right\"></td></tr>\n</tbody>\n"
          "</table>\n");
    CHECK(html("|a|\n|-|") == "<table>\n<thead>\n<tr><th>a</th></tr>\n</thead>\n</table>\n");
}

TEST_CASE("markdown: links") {
    CHECK(html("[a](https://x.example/?a=1&b=\"2\" \"t<\")") ==
          "<p><a href=\"https://x.example/?a=1&amp;b=%222%22\" title=\"t&lt;\" rel=\"nofollow ugc "
          "noopener\">a</a></p>\n");
    CHECK(html("see www.x.example.") ==
          "<p>see <a href=\"http://www.x.example\" rel=\"nofollow ugc noopener\">www.x.example</a>.</p>\n");
    CHECK(html("[a](/demands/7)[b](#post-2)[c](?page=2)") ==
          "<p><a href=\"/demands/7\">a</a><a href=\"#post-2\">b</a><a href=\"?page=2\">c</a></p>\n");
    CHECK(html("[](https://x.example)") ==
          "<p><a href=\"https://x.example\" rel=\"nofollow ugc noopener\">https://x.example</a></p>\n");
}

TEST_CASE("markdown: only what stays here for certain goes without rel") {
    for (const char* away :
         {"//x.example", "/\\x.example", "\\\\x.example", "</\t/x.example>", "x/y", "HTTPS://x.example"}) {
        CAPTURE(away);
        CHECK(html("[a](" + std::string(away) + ")").contains("rel=\"nofollow ugc noopener\""));
    }
}

TEST_CASE("markdown: a scheme that could run is no link") {
    for (const char* url : {"javascript:alert(1)", "JavaScript:alert(1)", "vbscript:x", "data:text/html,x",
                            "file:///etc/passwd", "<java\tscript:alert(1)>", "< javascript:alert(1)>",
                            "&#106;avascript:alert(1)", "blob:x", "java&Tab;script:x", "&#x01;javascript:x",
                            "javascript&colon;x"}) {
        CAPTURE(url);
        CHECK_FALSE(html("[a](" + std::string(url) + ")").contains("<a"));
        CHECK_FALSE(html("![a](" + std::string(url) + ")").contains("<a"));
        CHECK_FALSE(html("[a]\n\n[a]: " + std::string(url)).contains("<a"));
    }
    CHECK_FALSE(html("<javascript:alert(1)>").contains("<a"));
    CHECK(html("[a](mailto:x@x.example)").contains("<a href=\"mailto:x@x.example\""));
}

TEST_CASE("markdown: HTML is shown, never used") {
    CHECK(html("a <b onclick=\"x()\">b</b> <script>") ==
          "<p>a &lt;b onclick=&quot;x()&quot;&gt;b&lt;/b&gt; &lt;script&gt;</p>\n");
    CHECK(html("<script>\nalert(1)\n</script>") ==
          "<pre><code>&lt;script&gt;\nalert(1)\n&lt;/script&gt;\n</code></pre>\n");
    CHECK(html("<!-- <b> -->\n\n&lt;i&gt;") ==
          "<pre><code>&lt;!-- &lt;b&gt; --&gt;\n</code></pre>\n<p>&lt;i&gt;</p>\n");
    CHECK_FALSE(html("![\"><script>](/media/" + known_digest + ")").contains("<script"));
    CHECK_FALSE(html("[a](/x\"onclick=\"y)").contains("\"onclick"));
}

TEST_CASE("markdown: pictures are our own") {
    const std::string own = "/media/" + known_digest;
    CHECK(html("![a *b*](" + own + ")") ==
          "<p><img src=\"" + own + "\" width=\"800\" height=\"600\" loading=\"lazy\" alt=\"a b\"></p>\n");
    CHECK(html("![](" + own + "?size=preview)").contains("<img src=\"" + own + "\""));
    for (const std::string& other :
         {std::string("https://x.example/a.png"), "https://x.example" + own, "/media/" + std::string(64, 'c'),
          own + "/../x", "/media/" + std::string(64, 'A')}) {
        CAPTURE(other);
        CHECK_FALSE(html("![a](" + other + ")").contains("<img"));
        CHECK(html("![a](" + other + ")").contains(">a</a>"));
    }
    CHECK(html("[![a](https://x.example/a.png)](/b)") == "<p><a href=\"/b\">a</a></p>\n");
    CHECK(html("![[a](/b)](/c)") == "<p><a href=\"/c\">a</a></p>\n");
}

TEST_CASE("markdown: what moves stands still until it is opened") {
    const std::string own = "/media/" + moving_digest;
    CHECK(html("![a](" + own + ")") == "<p><a href=\"" + own + "\"><img src=\"" + own +
                                           "?size=preview\" width=\"320\" height=\"240\" loading=\"lazy\" "
                                           "alt=\"a\"></a></p>\n");
    CHECK(html("[![a](" + own + ")](/b)").contains("<a href=\"/b\"><img"));
}

TEST_CASE("markdown: mentions of people there are") {
    const Rendered rendered = render("@ann 请@Lin_Gong看 @nobody, **@bo**: @ann", community()).value();
    CHECK(rendered.html.value ==
          "<p><a class=\"mention\" href=\"/u/ann\">@ann</a> 请<a class=\"mention\" "
          "href=\"/u/lin_gong\">@Lin_Gong</a>看 @nobody, <strong><a class=\"mention\" "
          "href=\"/u/bo\">@bo</a></strong>: <a class=\"mention\" href=\"/u/ann\">@ann</a></p>\n");
    CHECK(rendered.mentions == std::vector<std::string>{"ann", "lin_gong", "bo"});
    for (const char* none : {"x@ann", "`@ann`", "[@ann](/x)", "@ann@x.example", "https://x.example/@ann",
                             "ann@bo.example", "@annx", "```\n@ann\n```", "@", "@@ann"}) {
        CAPTURE(none);
        CHECK(render(none, community()).value().mentions.empty());
    }
    CHECK(render("@ann", {}).value().html.value == "<p>@ann</p>\n");
}

TEST_CASE("markdown: a text full of names asks for few of them") {
    int asked = 0;
    std::string text;
    for (int i = 0; i < 3000; ++i) text += "@name" + std::to_string(i) + " @name0 ";
    const Known known{[&](const std::string&) { return ++asked > 0; }, {}};
    CHECK(render(text, known).value().mentions.size() == 50);
    CHECK(asked == 50);
}

TEST_CASE("markdown: too long is a problem, everything else has a rendering") {
    CHECK(render(std::string(byte_limit, 'a'), {}).has_value());
    const auto refused = render(std::string(byte_limit + 1, 'a'), {});
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().status == 422);
    CHECK(refused.error().message.key == "markdown.too_long");
    CHECK(html("a\xff\xe4\xb8z" + std::string(1, '\0') + "\x1b") == "<p>a\uFFFD\uFFFD\uFFFDz</p>\n");
}

TEST_CASE("markdown: beyond the limits a text is shown as it was typed") {
    for (const std::string& woven :
         {std::string(10'000, '>') + "a", repeat("- ", 10'000) + "a" + std::string(40'000, '\n') + "b",
          repeat("1. ", 10'000) + "a", repeat("*a **a ", 4'000) + repeat("b** b* ", 4'000),
          repeat("![[]()", 10'000), "[a]: " + std::string(20'000, 'u') + "\n" + repeat("[a]", 15'000),
          "[a]: u \"" + repeat("t ]: t\n", 3'000) + "\"\n" + repeat("[a]", 14'000)}) {
        CAPTURE(woven.substr(0, 20));
        const Rendered rendered = render(woven + "\n<b>", {}).value();
        CHECK(rendered.as_typed);
        CHECK(rendered.html.value.starts_with("<pre class=\"as_typed\">"));
        CHECK(rendered.html.value.ends_with("&lt;b&gt;</pre>\n"));
        CHECK(rendered.html.value.size() < 1'000'000);
        CHECK(excerpt(woven, 100).size() < 500);
        CHECK(quote(woven, "ann").size() < 10'000);
    }
    CHECK_FALSE(render(std::string(60'000, '['), {}).value().as_typed);
    CHECK_FALSE(render(repeat("- a\n", 16'000), {}).value().as_typed);
}

TEST_CASE("markdown: a table that would blow up is shown as its source") {
    const auto wide = [](std::size_t columns, std::size_t rows) {
        return repeat("|a", columns) + "|\n" + repeat("|-", columns) + "|\n" + repeat("a\n", rows);
    };
    CHECK(html(wide(64, 300)).contains("<table"));
    CHECK_FALSE(html(wide(65, 1)).contains("<table"));
    CHECK_FALSE(html(wide(10'000, 10'000)).contains("<table"));
    CHECK_FALSE(html("> - " + repeat("|a", 65) + "\n> - " + repeat("|-", 65)).contains("<table"));
    CHECK(html(wide(64, 30'000)).size() < 200'000);
    CHECK(html(repeat("a\n|-|-|\n", 8'000)).size() < 200'000);
    CHECK(html(repeat("a\n", 30'000) + "|-|\n").size() < 200'000);
}

TEST_CASE("markdown: one thread's text does not change another's") {
    // Long enough that threads meet inside the parser: without its lock "~~" is read as text now and then.
    const std::string source = repeat("~~a~~ www.x.example\n\n", 500);
    const std::string expected = html(source);
    std::vector<std::thread> threads;
    std::vector<int> wrong(4);
    for (int& count : wrong)
        threads.emplace_back([&] {
            for (int i = 0; i < 50; ++i) count += html(source) != expected;
        });
    for (std::thread& thread : threads) thread.join();
    CHECK(wrong == std::vector<int>(4, 0));
}

TEST_CASE("markdown excerpt: the words alone") {
    CHECK(excerpt("# 标题\n\n第一段 **很** [重要](/x) `代码`\n换行\n\n- 甲\n- 乙\n\n|a|b|\n|-|-|\n|1|2|",
                  100) == "标题 第一段 很 重要 代码 换行 甲 乙 a b 1 2");
    CHECK(excerpt("> they said\n\nI say", 100) == "I say");
    CHECK(excerpt("> they said", 100) == "they said");
    CHECK(excerpt("![photo](/media/x) <b>", 100) == "photo <b>");
    CHECK(excerpt("一二三四五六", 4) == "一二三四…");
    CHECK(excerpt("", 4).empty());
    CHECK(excerpt(repeat("长", 40'000), 3) == "长长长…");
}

TEST_CASE("markdown quote: their own words, ready for an answer") {
    CHECK(quote("first\n\n  second", "ann") == "> **@ann**\n>\n> first\n>\n>   second\n\n");
    CHECK(quote("> old\nlazy\n\nnew\n\n> old", "ann") == "> **@ann**\n>\n> new\n\n");
    CHECK(quote("> old", "ann") == "> **@ann**\n>\n> > old\n\n");
    CHECK(quote("```\n> code\n```", "ann") == "> **@ann**\n>\n> ```\n> > code\n> ```\n\n");
    CHECK(quote(std::string(2'000, 'a'), "ann") == "> **@ann**\n>\n> " + std::string(1'000, 'a') + "…\n\n");
    CHECK(quote(repeat("ab\n\n", 10'000), "ann").size() < 3'000);
    CHECK(quote(repeat("ab\n\n", 10'000), "ann").ends_with("\n> …\n\n"));
    CHECK(quote("a" + std::string(60'000, '\n') + "b", "ann").size() < 3'000);
    const Rendered shown = render(quote("a\n\nb", "ann") + "answer", community()).value();
    CHECK(shown.mentions == std::vector<std::string>{"ann"});
    CHECK(shown.html.value.ends_with("<p>a</p>\n<p>b</p>\n</blockquote>\n<p>answer</p>\n"));
}

TEST_CASE("markdown: a mention is replaced, and nothing else that looks like it") {
    CHECK(replace_mentions("@Ann 说，@anna和`@ann`：a@ann.com @ann", "ann", "somebody") ==
          "somebody 说，@anna和`somebody`：a@ann.com somebody");
    CHECK(replace_mentions("nobody", "ann", "somebody") == "nobody");
    // Whatever is linked is found.
    for (const std::string text :
         {"_@li_bo_", "@li\\_bo!", "&#64;li_bo", "&commat;LI_BO", "**@li_bo**", "@li_bo_"}) {
        CAPTURE(text);
        const Known known{.person = [](const std::string& name) { return name == "li_bo"; }, .picture = {}};
        const std::string left = replace_mentions(text, "li_bo", "gone");
        CHECK(left.find("gone") != std::string::npos);
        CHECK(render(left, known).value().mentions.empty());
    }
    CHECK(replace_mentions("@li_bo_2 @li_boa", "li_bo", "gone") == "@li_bo_2 @li_boa");
}

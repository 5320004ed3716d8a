// The way of imported topics, posts and comments into the forum.
#pragma once

#include "features/forum/forum.hpp"
#include "features/imports/imports.hpp"
#include "features/imports/lines.hpp"

namespace canyu::imports {

// For the time of one line; what it refers to outlives it. The prepare functions read, so they are called
// outside of a write; put() answers what prevents it, and remembers by import_origin what became of the line.
class Talk {
  public:
    Talk(db::Database& store, IdSource& ids, const Import& import)
        : store_(store), ids_(ids), import_(import) {}

    bool is_known(const TopicLine& line) const;
    bool is_known(const PostLine& line) const;
    bool is_known(const CommentLine& line) const;

    // 422 with the field that is wrong, as for everybody who writes.
    Result<forum::PreparedText> prepare(const TopicLine& line) const;
    Result<forum::PreparedText> prepare(const PostLine& line) const;
    Result<forum::PreparedText> prepare(const CommentLine& line) const;

    Result<void> put(db::Writer& writer, const TopicLine& line, const forum::PreparedText& text, Id person,
                     Time said) const;
    // 422 "imports.post_of_unknown": the topic did not come before.
    Result<void> put(db::Writer& writer, const PostLine& line, const forum::PreparedText& text, Id person,
                     Time said) const;
    // 422 "imports.comment_of_unknown": the report did not come before, or has no demand.
    Result<void> put(db::Writer& writer, const CommentLine& line, const forum::PreparedText& text, Id person,
                     Time said) const;

  private:
    std::string source() const { return source_of(import_.file_name); }
    Result<Id> board_for(db::Writer& writer, const TopicLine& line, Time said) const;
    Result<void> add(db::Writer& writer, Id topic, const std::string& outside_id,
                     const forum::PreparedText& text, Id person, Time said) const;

    db::Database& store_;
    IdSource& ids_;
    const Import& import_;
};

}  // namespace canyu::imports

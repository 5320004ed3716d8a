// What can be set about finding and grouping reports; the defaults are the shipped configuration, one for all
// products and languages.
#pragma once

#include <cstddef>

#include "engines/surfacing/ranking.hpp"

namespace canyu::surfacing {

// BM25F (Robertson, Zaragoza, Taylor 2004: "Simple BM25 extension to multiple weighted fields").
struct Options {
    double title_weight = 3.0;
    double body_weight = 1.0;
    // How far a field's length counts against it: 0 not at all, 1 in full.
    double title_length_penalty = 0.5;
    double body_length_penalty = 0.75;
    // How soon the same term said again stops adding.
    double saturation = 3.0;

    // A line that so large a share of the reports say in their bodies, and at least so many of them, is a
    // form's: what a query and a report have in common by it tells nothing.
    double form_share = 0.005;
    std::size_t form_reports = 5;

    // Terms are taken rarest first until they have cost this many postings; the rest only refine the
    // `rescored` best demands. Of these the `reranked` best are put into the order in which they answer.
    std::size_t posting_budget = 100'000;
    std::size_t rescored = 200;
    std::size_t reranked = 50;

    // People ask for the same thing in waves, so it tells something when somebody asked for a demand last:
    // this is the share of the stored span of time in which that fades to a third.
    double freshness_fades = 0.03;
    // What else orders the answers, and how likely they are.
    Model model;

    // What a text must say before likeness counts in full, in terms nobody said before: a score is divided by
    // what a report saying just the query would score, plus this, so that two short sentences are not thought
    // the same for a single rare word.
    double evidence_terms = 42;
    // A new report joins the likeliest earlier demand from this probability on, else it founds one.
    double join_probability = 0.5;
};

}  // namespace canyu::surfacing

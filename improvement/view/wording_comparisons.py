"""Words for what stands beside the customers' scores, rivals and staff: issue id -> (sentence, hint)."""

from improvement.view.language import N_

COMPARISON_WORDS = {
    "rival-without-partner": (
        N_("{column} rates {rival}, but no question rates us on the same"),
        N_("Give both questions the same attribute."),
    ),
    "rival-unlike-scales": (
        N_("{column} rates {rival} on another scale than ours and is not compared"),
        "",
    ),
    "rival-other-people": (
        N_("other people rated {rival} than rated us, and they may be another kind of customer"),
        N_("Ask people who know both."),
    ),
    "rival-weights-decide": (
        N_("with weighted answers it is told otherwise who leads: {questions}"),
        N_("Look at both ranges."),
    ),
    "value-map-without-price": (
        N_("no question about price is rated for both, so there is no value map"),
        N_("Ask how dear both are, and give the questions the factor price."),
    ),
    "value-map-below-zero": (
        N_("answers at or below 0 make no ratio, so there is no value map"),
        "",
    ),
    "value-method-decides": (
        N_("by ratios one gives the better value, by differences the other"),
        N_("Do not build a promise on it."),
    ),
    "value-weights-decide": (
        N_("with equal weights for quality and price the judgement would be another"),
        N_("Look whether the weights are right."),
    ),
    "value-parts-differ": (
        N_("kinds of customers ({segment}) differ: to {better} we give better value, to {worse} worse"),
        N_("Decide for each kind of its own."),
    ),
    "value-parts-small": (
        N_("fewer than {few} answers: {parts}"),
        N_("Their ranges are wide; below 30 answers there is none."),
    ),
    "staff-unlike-scales": (
        N_("questions that staff answered on another scale than customers, not compared: {n}"),
        N_("Ask both on one scale."),
    ),
    "source-not-compared": (
        N_("{source} rates nothing that customers rate for us, so it stands nowhere"),
        N_("Give its questions the same attributes, or ask the same questions."),
    ),
}

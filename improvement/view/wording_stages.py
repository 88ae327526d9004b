"""Words for the conditions of the stages and for the next step: id -> (sentence, hint)."""

from improvement.view.language import N_

STAGE_WORDS = {
    # conditions
    "source-confirmed": (N_("a source of evidence is confirmed"), ""),
    "factors-covered": (N_("product, price, channel and competition are covered"), ""),
    "candidates-decided": (N_("every finding is decided"), ""),
    "evidence-and-cause": (N_("accepted findings have evidence and a cause"), ""),
    "capabilities-recorded": (N_("what people can do is recorded"), ""),
    "listening-date-set": (N_("the date for asking customers again is set"), ""),
    "findings-answered": (N_("every accepted finding is answered"), ""),
    "standards-complete": (N_("every standard has finding, measure, target and owner"), ""),
    "verdicts-computed": (N_("every promise has a verdict"), ""),
    "no-public-over-promise": (N_("no public promise says more than can be kept"), ""),
    "recovery-agreed": (N_("every promise says what happens when it is broken"), ""),
    "retold-right": (N_("every promise has a slogan, and 8 in 10 customers retell it right"), ""),
    "work-serves": (N_("all work serves something"), ""),
    "work-owned-and-estimated": (N_("all work has an owner and an estimate"), ""),
    "people-suffice": (N_("there are people enough"), ""),
    "progress-current": (N_("progress is reported up to the data date"), ""),
    "training-closes-gaps": (N_("every training closes a gap"), ""),
    "work-finished": (N_("all work is finished"), ""),
    "behaviour-seen": (N_("what was learned is seen in behaviour after 60 to 90 days"), ""),
    "standards-guarded": (N_("every standard has monitoring, evaluation and incentive, or an exception"), ""),
    "enough-points": (N_("every standard has 12 points of its measure"), ""),
    "review-held": (N_("a review was held"), ""),
    "promises-proven": (N_("every public promise has a verdict on its periods"), ""),
    # the next step
    "next-mend-promise": (N_("{object} cannot be kept as it is worded"), N_("Promise less, or plan to get faster.")),
    "next-add-source": (
        N_("nothing is known yet of what customers say"),
        N_("Add what customers told you; all else hangs on it."),
    ),
    "next-propose": (N_("there are data, but no findings"), N_("Take the strongest candidates as findings.")),
    "next-answer": (
        N_("“{statement}” was accepted on {date:date} by {by}. Nothing answers it yet."),
        N_("Answer it with a standard."),
    ),
    "next-answer.undated": (
        N_("“{statement}” was accepted. Nothing answers it yet."),
        N_("Answer it with a standard."),
    ),
    "next-decide": (
        N_("findings that wait for a decision: {n}; the first is “{statement}”"),
        N_("Accept, reject or park it."),
    ),
    "next-set-target": (N_("{object} has no target"), N_("Say what level is to be met.")),
    "next-measure": (N_("{object} has no measure: nobody will know whether it is met"), N_("Link a measure.")),
    "next-own": (N_("nobody answers for {object}"), N_("Name an owner.")),
    "next-promise": (N_("{object} is not promised to customers yet"), N_("Word the promise.")),
    "next-plan-work": (N_("nothing is planned to reach {object}"), N_("Draft activities from the playbook.")),
    "next-mend-late": (N_("{object} is late"), N_("Report progress, or plan it anew.")),
    "next-publish": (N_("{object} can be kept and is not public yet"), N_("Publish it.")),
    "next-listen": (N_("no date is set for asking customers again"), N_("Set it: no cycle closes without it.")),
    "next-finish": (N_("“{title}” is not finished yet"), N_("Report progress.")),
    "next-review": (N_("no review was held yet"), N_("Hold the first one.")),
    "next-nothing": (N_("nothing is open in this cycle"), N_("Close it and open the next.")),
}

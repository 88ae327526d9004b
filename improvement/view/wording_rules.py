"""Words for what the rules find in a plan: issue id -> (sentence, hint)."""

from improvement.view.language import N_

RULE_WORDS = {
    # references
    "unknown-reference": (N_("{field} '{text}' does not exist"), ""),
    "unknown-reference.after": (N_("{object} waits for '{text}', which does not exist"), ""),
    "unknown-reference.needs": (N_("{object} needs '{text}', which does not exist"), ""),
    "unknown-reference.serves": (N_("{object} serves '{text}', which is neither a standard nor a finding"), ""),
    "unknown-reference.impact": (N_("{object} hits '{text}', which is neither an activity nor a training"), ""),
    "unknown-reference.answers": (N_("{object} answers '{text}', which is not a finding"), ""),
    "unknown-reference.evidence": (N_("evidence names the source '{text}', which does not exist"), ""),
    "unknown-reference.by": (N_("the waiver is signed by '{text}', who does not exist"), ""),
    "unknown-reference.owner": (N_("owner '{text}' is not among the people"), ""),
    "unknown-reference.sponsor": (N_("sponsor '{text}' is not among the people"), ""),
    "unknown-reference.decided_by": (N_("decided by '{text}', who is not among the people"), ""),
    "unknown-reference.audience": (N_("audience '{text}' is not among the people"), ""),
    "unknown-reference.access": (N_("'{text}' is not among the people"), ""),
    "unknown-item": (
        N_("'{text}' is not an item of source {source}"),
        N_("The items are in the source's mapping file."),
    ),
    "clashing-id": (
        N_("the id '{text}' is used among {other} already"),
        N_("Activities, training and milestones share one list of ids, because 'after' may name any of them."),
    ),
    "unknown-exception": (N_("a standard can be excepted from {allowed}, not from '{text}'"), ""),
    "unknown-rule": (N_("the waiver names the rule '{text}', which does not exist"), ""),
    "not-waivable": (N_("the rule '{text}' cannot be set aside"), N_("Mend what it found and remove the waiver.")),
    # dates
    "finish-before-start": (N_("finished on {finish}, before it started on {start}"), ""),
    "finish-without-start": (N_("finished on {finish}, but has no actual start"), N_("Add actual_start.")),
    "finished-with-remaining": (N_("finished, but {remaining} remain"), N_("Remove 'remaining' or the actual finish.")),
    "after-data-date": (
        N_("{date} lies after the data date {data_date}"),
        N_("Progress is complete up to the data date: move it forward or correct the day."),
    ),
    "before-programme": (N_("{date} lies before the programme starts on {starts}"), ""),
    "session-outside-training": (N_("the training session on {date} lies outside the training, {first} to {last}"), ""),
    "session-outside-window": (
        N_("the training session on {date} lies outside the days the schedule leaves for it, {first} to {last}"),
        "",
    ),
    "checked-too-early": (N_("{field} is looked at on {date}, before the training begins on {first}"), ""),
    "waiver-ends-before-signed": (N_("the waiver ends on {until}, before it was signed on {date}"), ""),
    "decided-in-future": (N_("decided on {date}, which is after today, {today}"), ""),
    "date-outside-years": (N_("{date} lies outside the years that a calendar covers, {first} to {last}"), ""),
    "work-outside-years": (
        N_("with this, the work does not end before {last}, the last day that a calendar covers"),
        N_("Check durations, lags and closed days."),
    ),
    # dependencies
    "cycle": (N_("{object} waits for itself: {loop}"), N_("Remove one dependency.")),
    "repeated-dependency": (N_("waits for {text} twice"), N_("Remove one of the two.")),
    "redundant-dependency.kind": (
        N_("this link to {text} changes nothing: another link to it asks for as much"),
        N_("Remove it to keep the network readable."),
    ),
    "redundant-dependency.chain": (
        N_("waiting for {text} changes nothing: it already waits for {via}, which waits for {text}"),
        N_("Remove it to keep the network readable."),
    ),
    "milestone-waits-for-nothing": (
        N_("waits for nothing, so it is reached at once"),
        N_("Say in 'after' what must be finished."),
    ),
    # commitments
    "over-promise": (
        N_("public, but past cases refute it: it promises more than standard {standard} keeps"),
        N_("Promise less, take it back until the work is done, or sign a waiver with a reason and an end."),
    ),
    "public-without-measure": (
        N_("public, but standard {standard} has no measure: nobody will know whether it is kept"),
        N_("Add a measure first, or empty public_since."),
    ),
    "looser-internal-target": (
        N_("the internal target is looser than the target"),
        N_("Staff aim at least as high as customers are told."),
    ),
    "unlike-targets": (
        N_("the internal target cannot be compared with the target"),
        N_("Use the same shape and the same clock (working hours or elapsed) for both."),
    ),
    "more-right-than-asked": (N_("{right} said it right, but only {asked} were asked"), ""),
    "slogan-too-long": (N_("the slogan has {length} characters; over {limit} nobody remembers it"), ""),
    "promise-not-retold": (
        N_("no customer was asked to say it in their own words"),
        N_("Ask a few customers and note how many were asked and how many said it right."),
    ),
    "promise-without-recovery": (
        N_("says nothing about what a customer gets when it is broken"),
        N_("Add 'recovery'."),
    ),
    "promise-beyond-segments": (N_("is made to segment {text}, which standard {standard} does not serve"), ""),
    "no-margin": (
        N_("staff aim at exactly what customers are told: there is no margin"),
        N_("Add a tighter internal_target."),
    ),
    "target-unlike-measure": (
        N_("the target does not fit measure {measure}, whose kind is {kind}"),
        N_("A target with 'within' needs a measure of kind time, and a measure of times needs 'within'."),
    ),
    # people and work
    "empty-team": (N_("the team has no members"), N_("Write a count of 1 or more, or remove the team.")),
    "level-out-of-range": (N_("level {level} of {competency} does not exist; the highest is {levels}"), ""),
    "estimate-and-effort": (N_("has both an estimate ({estimate}) and effort ({effort})"), N_("Keep one of the two.")),
    "effort-without-needs": (
        N_("has effort ({effort}) but needs nobody"),
        N_("Say in 'needs' who does it: that decides how long it takes."),
    ),
    "more-needed-than-there": (N_("needs {wanted} of {text}, who are only {count}"), ""),
    "work-without-owner": (N_("nobody answers for it"), N_("Add an owner.")),
    "work-without-estimate": (
        N_("nobody has estimated how long it takes"),
        N_("Add an estimate, such as [2d, 3d, 6d]."),
    ),
    "one-point-estimate": (
        N_("one value, {estimate}, hides how sure it is"),
        N_("Give three: optimistic, most likely, pessimistic."),
    ),
    "progress-without-start": (N_("{share:.0%} done, but has no actual start"), N_("Add actual_start.")),
    "finished-incomplete": (N_("finished on {finish}, but only {share:.0%} done"), ""),
    "trainer-twice.person": (
        N_("{who} is asked for in several training sessions on {day:date}: {sessions}"),
        N_("Move one of them, or name somebody else; if each takes half the day, set the rule aside with a waiver."),
    ),
    "trainer-twice.team": (
        N_("{who}: training sessions on {day:date} ask for {wanted} together, {there} can come: {sessions}"),
        N_("Move one of them, or name somebody else; if each takes half the day, set the rule aside with a waiver."),
    ),
    "trainer-away": (
        N_("{who} is away on {day:date}, the day of a training session: {sessions}"),
        N_("Move the session, or name somebody else who holds it."),
    ),
    "more-attended-than-seats": (N_("{attended} took part, but there were {seats} seats"), ""),
    "behaviour-not-in-window": (
        N_("behaviour is looked at {days} days after the last training session"),
        N_("What people kept shows after {least} to {most} days."),
    ),
    # links
    "finding-unanswered": (
        N_("accepted, but no standard answers it and no work serves it"),
        N_("Answer it with a standard."),
    ),
    "standard-without-finding": (N_("answers no finding"), N_("Say in 'answers' which finding it is for.")),
    "standard-without-measure": (
        N_("has no measure: nobody will know whether it is met"),
        N_("Name one of guarantee.measures."),
    ),
    "standard-without-target": (N_("has no target"), N_("Write, for example, {{within: 8h, share: 95%}}.")),
    "standard-without-owner": (N_("nobody answers for it"), N_("Add an owner.")),
    "serves-nothing": (N_("serves no standard and no finding"), N_("Say in 'serves' what it is for, or drop it.")),
    "training-without-gap": (
        N_("closes no gap of competency"),
        N_("Name competency, to_level and an audience of whom somebody is below that level."),
    ),
    "not-monitored": (
        N_("no audit looks at it"),
        N_("Add an audit, or say under exceptions.monitoring why none is needed."),
    ),
    "not-evaluated": (
        N_("its measure does not say what is counted"),
        N_("Complete the measure (start and stop, or item), or say under exceptions.evaluation why not."),
    ),
    "not-rewarded": (
        N_("nobody gains when it is met"),
        N_("Add an incentive, or say under exceptions.incentive why none is needed."),
    ),
    "no-listening-date": (
        N_("no date is set for asking customers again"),
        N_("Add listen_again: no cycle closes without it."),
    ),
    "finding-without-evidence": (N_("accepted without evidence"), N_("Name it as SOURCE/ITEM.")),
    "finding-without-cause": (N_("accepted, but nobody has said why it happens"), N_("Add its causes.")),
    "accepted-by-nobody": (N_("accepted, but nobody's name stands beside it"), N_("Add decided_by.")),
    "decision-without-reason": (N_("accepted without a reason"), N_("Add one sentence.")),
    "decided-but-open": (
        N_("somebody decided about it, but it still counts as open"),
        N_("Set decision to accepted, rejected or parked."),
    ),
    "waiver-expired": (
        N_("the waiver of {rule}, signed by {by}, ended on {until}"),
        N_("Mend it, or sign again with a new reason."),
    ),
}

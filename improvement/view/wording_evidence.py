"""Words for what reading and understanding evidence finds: issue id -> (sentence, hint)."""

from improvement.view.language import N_

EVIDENCE_WORDS = {
    # files that are no table
    "unreadable-file.encoding": (
        N_("the bytes of this file are no text in that encoding"),
        N_("Choose another encoding."),
    ),
    "unreadable-file.damaged": (N_("the file is damaged"), N_("Save it again, or export it as CSV.")),
    "unreadable-file.delimiter": (N_("that delimiter makes no table of this file"), N_("Choose another delimiter.")),
    "unreadable-file.quotes": (
        N_("a quotation mark is opened and never closed"),
        N_("Export the file again with quoted text cells."),
    ),
    "unreadable-file.password": (N_("the file is protected by a password"), N_("Save it without one.")),
    "unreadable-file": (N_("the file cannot be read"), N_("Save it again, or export it as CSV.")),
    "not-this-kind.binary": (N_("this is not a text file"), N_("Drop a CSV file or a workbook.")),
    "not-this-kind.markup": (N_("this is a web page or XML, not a table"), N_("Export it as CSV or as a workbook.")),
    "not-this-kind.pdf": (N_("this is a PDF, not a table"), N_("Ask for the data behind it as CSV or as a workbook.")),
    "not-this-kind.archive": (N_("this is an archive"), N_("Unpack it and drop the table inside.")),
    "not-this-kind": (N_("this kind of file is not read"), N_("Drop a CSV file or a workbook.")),
    "empty-file": (N_("the file is empty"), ""),
    "too-large.bytes": (
        N_("the file is too large to be dropped here"),
        N_("Put it beside the plan as Parquet, or drop a part of it."),
    ),
    "too-large.unpacked": (N_("the workbook is too large once unpacked"), N_("Export the sheet as CSV.")),
    "too-large.columns": (N_("the table has too many columns"), N_("Keep the columns that matter.")),
    "no-table.headings": (N_("no row of headings was found"), N_("The row above the data must name the columns.")),
    "no-table.rows": (N_("there are headings, but no rows below them"), ""),
    "no-table.sheet": (N_("there is no such sheet in the workbook"), ""),
    "no-table": (N_("no table was found in the file"), ""),
    "no-table.question-row": (
        N_("the first of two heading rows is missing, so the questions are not in the file"),
        N_("Export it again and leave both heading rows in."),
    ),
    "no-table.no-answers": (
        N_("all rows are tests, previews or unfinished, and these are left out"),
        N_("Say that all rows count."),
    ),
    "missing-file": (N_("the file {file} is not in the programme's folder"), N_("Put it there, or correct its name.")),
    "unreadable-file.nested": (
        N_("the table has columns inside columns"),
        N_("Export it with one value a cell."),
    ),
    # what was seen while opening
    "encoding-guessed": (
        N_("the text was read as {encoding}, which is a guess ({confidence:.0%} sure)"),
        N_("Look at the preview; choose another encoding if letters look wrong."),
    ),
    "sheet-chosen": (
        N_("sheet {sheet} was read; the workbook also has data in: {sheets}"),
        N_("Choose another if this is not it."),
    ),
    "preamble": (N_("lines above the headings were skipped: {rows}"), ""),
    "one-column": (N_("only one column was found: {column}"), N_("Choose another delimiter if there are more.")),
    "heading-missing": (N_("a column has no heading and is called {column} here"), ""),
    "heading-repeated": (N_("the heading {column} stands twice; the second is called {renamed} here"), ""),
    "heading-is-data": (
        N_("the first row looks like data, not like headings: {heading}"),
        N_("Say how many rows stand above the data."),
    ),
    "total-row": (N_("the last row ({text}) is a total and was left out"), ""),
    "time-zone": (N_("times are written as in {zone}"), ""),
    "heading-row-missing.import-ids": (
        N_("the third heading row of Qualtrics, with the import ids, is missing"),
        N_("The answers are read all the same; leave it in next time."),
    ),
    "heading-row-missing.texts": (
        N_("the heading row with the questions in words is missing"),
        N_("Give the questions their words below."),
    ),
    "heading-row-missing.options": (
        N_("the second heading row, with the options, is missing; options are numbered here"),
        N_("Export it again to have their words."),
    ),
    "heading-row-missing": (N_("a heading row is missing"), ""),
    "tool-unsure": (
        N_("this was taken for an export of {tool}; it could also be from: {others}"),
        N_("Look at the first rows."),
    ),
    "rows-to-count.tests": (
        N_("{tests} of {rows} rows are tests, previews or spam"),
        N_("Say which rows count. As guessed, tests are left out unless there is nothing else."),
    ),
    "rows-to-count.unfinished": (
        N_("of {rows} answers these are unfinished: {unfinished}"),
        N_("Say which rows count. As guessed, unfinished answers count, too."),
    ),
    "rows-to-count.tests-and-unfinished": (
        N_("{tests} of {rows} rows are tests, previews or spam; unfinished are: {unfinished}"),
        N_("Say which rows count. As guessed, tests are left out and unfinished answers count."),
    ),
    "reversed-scale": (
        N_("the lowest answer is the best in: {columns}"),
        N_("So say the labels in the file; scores are turned round."),
    ),
    "options-without-question": (
        N_("options stand here without the words of their question: {columns}"),
        N_("Drop the export by text, too: it has the questions."),
    ),
    "repeat-sheet": (
        N_("this sheet holds a repeated group, several rows for one answer"),
        N_("Choose the sheet of the answers themselves."),
    ),
    "ranks-left-out": (
        N_("answers put in an order are no ratings and are left out: {column}"),
        N_("Ask for a rating of each if you need one."),
    ),
    "two-clocks": (
        N_("times stand here by two clocks, as in {column} and {other}"),
        N_("Say in each promise which clock it means; the moments themselves are read here, by the calendar."),
    ),
    "calls-not-joined": (
        N_("the records do not say which rows belong to one call, so each row counts as a call"),
        N_("Export the column linkedid, too."),
    ),
    "key-order": (
        N_("which key is the best in {column}? The recording says it, the file does not"),
        N_("Read as: the highest key is the best."),
    ),
    # what the columns seem to mean
    "words-as-numbers": (
        N_("answers in words are counted as {labels} in: {columns}"),
        N_("Correct a number where the order is another."),
    ),
    "codes-as-numbers": (
        N_("answer codes are counted as {labels} in: {columns}; their words are not in the file"),
        N_("Look into the questionnaire; export full answers to have the words."),
    ),
    "words-unbalanced": (
        N_("there are not as many good answers as bad ones in: {columns}"),
        N_("Such a scale flatters or strikes hard; compare it only with itself."),
    ),
    "serial-days": (
        N_("{column} counts days, as in {example}: {first} in most workbooks, {second} in some from a Mac"),
        N_("Say which it is."),
    ),
    "short-buddhist-years": (
        N_("years in {column} may be of the Buddhist era, as in {example}; it was read as {order}"),
        N_("Say whether they are."),
    ),
    "staff-as-before": (
        N_("staff answered an earlier file with these columns; this one is taken as theirs, too"),
        N_("If customers answered, say so below: staff make no score of customers."),
    ),
    "rival-as-before": (
        N_("an earlier file with these columns rates {rival}; so does this one, it seems"),
        N_("If it rates us, say so below."),
    ),
    "columns-new": (
        N_("columns that the earlier file did not have are left out: {columns}"),
        N_("Say what they mean, if they matter."),
    ),
    "blank-or-top": (
        N_("is {code} in {column} blank or the top answer? It stands there {count} times; the scale ends at {top}"),
        N_("Say whether {code} is an answer: it moves every score."),
    ),
    "counted-from-one": (
        N_("{column} runs from {low} to {high}: perhaps 0 to 10, counted from one"),
        N_("Look into the questionnaire."),
    ),
    "codes-not-answers": (
        N_("codes that seem to be no answers ({codes}) stand in: {columns}"),
        N_("Say what they mean; they are not counted as answers."),
    ),
    "date-order": (
        N_("{column} could be read in two ways, as in {example}; it was read as {order}"),
        N_("Say in which order day, month and year stand."),
    ),
    "buddhist-years": (N_("{column} has years of the Buddhist era; 543 were taken off"), ""),
    "several-overall": (
        N_("{column} was taken as overall satisfaction; it could also be: {others}"),
        N_("Choose the question on the whole."),
    ),
    "kano-questions": (
        N_("pairs that seem to ask how people feel with something and without it ({count}): {columns}"),
        N_("If so, they are sorted by Kano's table. Numbers are read from 1, I like it, to 5, I dislike it."),
    ),
    "personal-column": (
        N_("{column} seems to hold personal data and will be dropped"),
        N_("Keep it only if you may and must."),
    ),
    "personal-column.in-place": (
        N_("{column} seems to hold personal data; it is never read, but it stays in the file"),
        "",
    ),
    "weight-or-not": (N_("is {column} a weight?"), N_("If so, scores are shown with and without it.")),
    "nothing-to-measure": (
        N_("no question and no time was found that could be measured"),
        N_("Say what the columns mean."),
    ),
    # what was understood
    "tool-recognised.qualtrics-three": (N_("this looks like a Qualtrics export with three heading rows"), ""),
    "tool-recognised.qualtrics-two": (N_("this looks like an old Qualtrics export with two heading rows"), ""),
    "tool-recognised.qualtrics-cut-ids": (N_("this looks like a Qualtrics export whose third heading row is gone"), ""),
    "tool-recognised.qualtrics-cut-texts": (
        N_("this looks like a Qualtrics export whose row of questions is gone"),
        "",
    ),
    "tool-recognised.qualtrics-ids-only": (
        N_("this looks like a Qualtrics export whose first two heading rows are gone"),
        "",
    ),
    "tool-recognised.qualtrics-one": (N_("this looks like a Qualtrics export with one heading row"), ""),
    "tool-recognised.surveymonkey-two": (
        N_("this looks like a SurveyMonkey export: questions in the first row, options in the second"),
        "",
    ),
    "tool-recognised.surveymonkey-cut": (
        N_("this looks like a SurveyMonkey export whose second heading row is gone"),
        "",
    ),
    "tool-recognised.wjx-text": (N_("this looks like a wjx (问卷星) export by text"), ""),
    "tool-recognised.wjx-codes": (N_("this looks like a wjx (问卷星) export by codes"), ""),
    "tool-recognised.limesurvey-codes": (N_("this looks like a LimeSurvey export headed by question codes"), ""),
    "tool-recognised.limesurvey-full": (N_("this looks like a LimeSurvey export headed by full questions"), ""),
    "tool-recognised.google-forms-one": (N_("this looks like answers of a Google form"), ""),
    "tool-recognised.microsoft-forms-one": (N_("this looks like answers of a Microsoft form"), ""),
    "tool-recognised.microsoft-forms-quiz": (
        N_("this looks like answers of a Microsoft quiz; points are left out"),
        "",
    ),
    "tool-recognised.kobo-one": (N_("this looks like a KoboToolbox export"), ""),
    "tool-recognised.spss-sav": (
        N_("this is an SPSS file; codes that it declares missing are kept apart from answers"),
        "",
    ),
    "tool-recognised.zendesk-one": (N_("this looks like a ticket export of Zendesk"), ""),
    "tool-recognised.freshdesk-one": (
        N_("this looks like a ticket export of Freshdesk; times are computed from the moments, not from its hours"),
        "",
    ),
    "tool-recognised.jira-one": (N_("this looks like an issue export of Jira"), ""),
    "tool-recognised.asterisk-master": (
        N_("these look like Asterisk call records; the rows of one call were joined"),
        "",
    ),
    "tool-recognised.asterisk-headings": (
        N_("these look like Asterisk call records from a database; the rows of one call were joined"),
        "",
    ),
    "tool-recognised.keypad-one": (N_("this looks like a log of keys that callers pressed"), ""),
    "tool-recognised": (N_("this looks like the export of a known program"), ""),
    "understood-overall": (N_("{column} asks for satisfaction on the whole, from {low:g} to {high:g}"), ""),
    "understood-recommend": (N_("{column} asks whether people would recommend it, from {low:g} to {high:g}"), ""),
    "understood-repurchase": (N_("{column} asks whether people would come back, from {low:g} to {high:g}"), ""),
    "understood-driver": (N_("what may matter ({count}): {columns}"), ""),
    "understood-expectation": (N_("what customers expect ({count}): {columns}"), ""),
    "understood-adequate": (N_("the least that customers accept ({count}): {columns}"), ""),
    "understood-rival": (N_("how customers rate {rival} ({count}): {columns}"), ""),
    "understood-all-rival": (N_("all questions rate {rival}, and make no score of ours"), ""),
    "understood-staff": (N_("staff answered, not customers: their answers enter no score of customers"), ""),
    "understood-perception": (N_("what customers received ({count}): {columns}"), ""),
    "understood-importance": (N_("how important customers call it ({count}): {columns}"), ""),
    "understood-kano-functional": (N_("how people feel with it ({count}): {columns}"), ""),
    "understood-kano-dysfunctional": (N_("how people feel without it ({count}): {columns}"), ""),
    "understood-segment": (N_("kinds of customers ({count}): {columns}"), ""),
    "understood-respondent": (N_("{columns} tells people apart; only a keyed code of it is stored"), ""),
    "understood-date": (N_("days: {columns}"), ""),
    "understood-time": (N_("moments: {columns}"), ""),
    "understood-text": (N_("kept as text: {columns}"), ""),
    "understood-personal": (N_("personal, not stored: {columns}"), ""),
    "understood-personal.in-place": (N_("personal, never read, but kept in the file: {columns}"), ""),
    "understood-respondent.in-place": (N_("{columns} tells people apart; it is not read and stays in the file"), ""),
    "understood-text.in-place": (N_("texts, not read: {columns}"), ""),
    "understood-ignore.in-place": (N_("left out, not read: {columns}"), ""),
    "understood-ignore": (N_("left out, not stored: {columns}"), ""),
    "understood-file": (N_("read as {tool}: {rows} rows, {columns} columns, {encoding}"), ""),
    "understood-not-answers": (N_("{codes} are not counted as answers in: {columns}"), ""),
    "understood-weight": (N_("{column} is the weight of each answer"), ""),
    "understood-case-time": (N_("each case is timed from {start} to {stop}"), ""),
    "understood-collected": (N_("data were collected up to {day}; cases open then may still end later"), ""),
    # corrections and cleaning
    "outside-scale": (N_("{count} answers in {column} are outside the scale ({codes}) and are not counted"), ""),
    "rows-sampled": (
        N_("what the columns mean was understood from {sample} of the {rows} rows"),
        N_("All rows are stored. Codes that the sample does not hold are counted then, and named."),
    ),
    "rows-sampled.in-place": (
        N_("what the columns mean was understood from {sample} of the {rows} rows"),
        N_("All rows are read when something is computed."),
    ),
    "not-kept-there": (
        N_("{file} is no Parquet file in {folder}, so it cannot be used in place"),
        N_("Put it into the folder evidence of the programme, or leave out --keep: then it is cleaned and stored."),
    ),
    "name-not-plain": (
        N_("a plan cannot hold the file name {file}"),
        N_(
            "Rename the file. In a name and its folders are possible: the letters A to Z and a to z, digits, . - and _,"
            " with no dot in front."
        ),
    ),
    "personal-in-place": (
        N_("the file stays as it is, so its personal columns stay in the programme's folder: {columns}"),
        N_("They are never read. To be without them, take them out of the file, or store it without --keep."),
    ),
    "not-read-in-place": (
        N_("{count} columns cannot be read in place: {columns}"),
        N_("Texts, respondents and days written as text are read where the file is stored, without --keep."),
    ),
    "engine-not-installed": (
        N_("{engine} is not installed"),
        N_("PySpark stands in requirements-spark.txt and needs Java 17. Without --engine the tool chooses by itself."),
    ),
    "column-missing": (
        N_("column {column} is in the mapping, but not in the file"),
        N_("Correct the heading in the mapping, or take the right file."),
    ),
    "unknown-column": (N_("there is no column {column}"), ""),
    "unknown-setting": (N_("there is no setting {setting}"), ""),
}

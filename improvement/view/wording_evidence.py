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
    # what the columns seem to mean
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
    "personal-column": (
        N_("{column} seems to hold personal data and will be dropped"),
        N_("Keep it only if you may and must."),
    ),
    "weight-or-not": (N_("is {column} a weight?"), N_("If so, scores are shown with and without it.")),
    "nothing-to-measure": (
        N_("no question and no time was found that could be measured"),
        N_("Say what the columns mean."),
    ),
    # what was understood
    "understood-overall": (N_("{column} asks for satisfaction on the whole, from {low:g} to {high:g}"), ""),
    "understood-recommend": (N_("{column} asks whether people would recommend it, from {low:g} to {high:g}"), ""),
    "understood-repurchase": (N_("{column} asks whether people would come back, from {low:g} to {high:g}"), ""),
    "understood-driver": (N_("what may matter ({count}): {columns}"), ""),
    "understood-expectation": (N_("what customers expect ({count}): {columns}"), ""),
    "understood-perception": (N_("what customers received ({count}): {columns}"), ""),
    "understood-importance": (N_("how important customers call it ({count}): {columns}"), ""),
    "understood-segment": (N_("kinds of customers ({count}): {columns}"), ""),
    "understood-respondent": (N_("{columns} tells people apart; only a keyed code of it is stored"), ""),
    "understood-date": (N_("days: {columns}"), ""),
    "understood-time": (N_("moments: {columns}"), ""),
    "understood-text": (N_("kept as text: {columns}"), ""),
    "understood-personal": (N_("personal, not stored: {columns}"), ""),
    "understood-ignore": (N_("left out, not stored: {columns}"), ""),
    "understood-file": (N_("read as {tool}: {rows} rows, {columns} columns, {encoding}"), ""),
    "understood-not-answers": (N_("{codes} are not counted as answers in: {columns}"), ""),
    "understood-weight": (N_("{column} is the weight of each answer"), ""),
    "understood-case-time": (N_("each case is timed from {start} to {stop}"), ""),
    "understood-collected": (N_("data were collected up to {day}; cases open then may still end later"), ""),
    # corrections and cleaning
    "outside-scale": (N_("{count} answers in {column} are outside the scale ({codes}) and are not counted"), ""),
    "column-missing": (
        N_("column {column} is in the mapping, but not in the file"),
        N_("Correct the heading in the mapping, or take the right file."),
    ),
    "unknown-column": (N_("there is no column {column}"), ""),
    "unknown-setting": (N_("there is no setting {setting}"), ""),
}

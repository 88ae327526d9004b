"""Words for what reading, validating and editing a plan finds: issue id -> (sentence, hint)."""

from improvement.view.language import N_

PLAN_WORDS = {
    # validation
    "unknown-key": (N_("'{key}' is not known"), ""),
    "missing-field": (N_("{field} is missing"), ""),
    "bad-key": (N_("'{text}' cannot be used as a key; a {kind} looks like this: {example}"), ""),
    "bad-key.id": (
        N_("'{text}' cannot be an id"),
        N_("Use lower-case letters and digits joined by hyphens, such as {example}; not yes, no, on, off or a number."),
    ),
    "not-one-of": (N_("{field} '{text}' is not one of {allowed}"), ""),
    "not-a-value": (N_("{field} '{text}' is not a {kind}"), N_("Write it like this: {example}")),
    "target-shape": (
        N_("a target has one of three shapes"),
        N_("Write {{within: 8h, share: 95%}}, {{share: 90%}} or {{at_most: 2 per 1000}}."),
    ),
    "wrong-shape": (N_("{field} must be a {wanted}"), ""),
    "wrong-shape.list": (N_("{field} must be a list"), N_("Write [a, b], or one entry a line after a hyphen.")),
    "wrong-shape.map": (
        N_("{field} must be a map of keys and values"),
        N_("Write one 'key: value' a line, indented by two spaces."),
    ),
    # reading
    "not-utf8": (N_("byte {byte} ({value}); save the file as UTF-8"), ""),
    "too-large": (N_("the {what} is larger than {limit}"), ""),
    "too-large.file": (
        N_("the file is larger than {limit} bytes"),
        N_("Large tables belong into evidence/, not into the plan."),
    ),
    "too-large.text": (N_("this text is longer than {limit} characters"), ""),
    "too-large.number of values": (N_("the file holds more than {limit} values"), ""),
    "too-deep": (N_("nested more than {limit} levels deep"), ""),
    "tab-indent": (N_("a tab indents this line"), N_("Indent with spaces.")),
    "duplicate-key": (N_("'{key}' (first on line {first_line})"), ""),
    "anchor": (N_("anchors (&{name}) are not used in plans"), N_("Write the value out.")),
    "alias": (N_("aliases (*{name}) are not used in plans"), N_("Write the value out.")),
    "tag": (N_("tags ({name}) are not used in plans"), N_("Leave it out: the field decides what its value is.")),
    "merge-key": (N_("merge keys (<<) are not used in plans"), N_("Write the fields out.")),
    "complex-key": (N_("a key must be a single word"), ""),
    "more-documents": (N_("a second document starts here; a plan is one document"), N_("Remove the line '---'.")),
    "null-word": (N_("'{word}' is refused"), N_("Write nothing: an empty value is absent.")),
    "control-character": (N_("an invisible control character ({code}) stands here"), N_("Remove it.")),
    "bad-separator": (
        N_("an unusual line separator ({code}) stands here; programs disagree on what it means"),
        N_("Replace it by an ordinary line break or a space."),
    ),
    "hidden-direction": (
        N_("an invisible character turns the direction of the text here"),
        N_("Remove it unless it is meant: what you see may not be what is written."),
    ),
    "not-a-map": (N_("the file does not start with a map of keys"), N_("A plan starts with 'programme:'.")),
    "yaml-syntax": (
        N_("this is not readable as YAML: {problem}"),
        N_("Look at indentation, colons and quotes on this line and the one above."),
    ),
    # editing and finding plans
    "edit-empty-path": (N_("nothing is named to edit"), N_("Name a field, such as programme.title.")),
    "edit-nothing-there": (N_("there is nothing at {path}"), ""),
    "edit-already-there": (N_("there is something at {path} already"), ""),
    "edit-not-possible": (
        N_("{path} cannot be changed in the file as it is written"),
        N_("Edit it in plan.yaml by hand."),
    ),
    "edit-not-a-map": (N_("{path} holds a value, so nothing can stand below it"), ""),
    # history
    "nothing-to-undo": (N_("{who} has no change that could be taken back"), ""),
    "journal-damaged": (
        N_("line {line} of the journal is damaged"),
        N_("Keep a copy of the folder .store; the plan file itself is whole."),
    ),
    "history-broken": (
        N_("change {number} of the journal does not fit the plan file"),
        N_("Keep a copy of the folder .store; the plan file itself is whole."),
    ),
    # rights
    "not-allowed": (N_("this is not allowed"), ""),
    "not-allowed.viewer": (
        N_("you may look at this programme, but not change it"),
        N_("Ask its owner to take part."),
    ),
    "not-allowed.member": (
        N_("only an owner may change who may do what, close or reopen a stage, start a cycle, or open the room"),
        N_("Ask an owner of the programme."),
    ),
    "not-allowed.create": (N_("you may not make programmes here"), N_("Ask an owner of one, or do it on the machine.")),
    "git-missing": (N_("git is not installed on this machine"), ""),
    "git-no-repository": (
        N_("{folder} does not lie in a git repository"),
        N_("Make one with git init in the folder of plans, or put that folder into one."),
    ),
    "git-ignored": (N_("git ignores the plan file in {folder}"), N_("Take it out of .gitignore.")),
    "git-nothing": (N_("nothing has changed since the last commit"), ""),
    "git-failed": (N_("git did not commit: {message}"), ""),
    "token-unknown": (N_("this token opens nothing"), N_("Ask the facilitator for the link of today.")),
    "token-ended": (N_("the workshop has ended, and with it this token"), N_("Ask its owner for a new link.")),
    "workshop-hours": (N_("a workshop cannot last {hours} hours"), N_("Give more than 0 and at most {most}.")),
    "which-plan": (N_("it is not said which programme the workshop is for"), N_("Name one of {plans}.")),
    "plan-exists": (N_("a programme '{id}' exists already"), N_("Choose another id.")),
    "bad-plan-id": (
        N_("'{id}' cannot be the id of a programme"),
        N_("Use lower-case letters and digits joined by hyphens, such as harbour-bank."),
    ),
    "unknown-plan": (N_("there is no programme '{id}' in {folder}"), ""),
    "not-readable": (N_("this program may not read the file"), N_("Change its rights, or its owner.")),
    "gutted-file": (
        N_("{count} of {of} activities are no longer in the file; the plan is shown as it was before"),
        N_("Put them back and save the file. What is really meant to go can then be removed in the app."),
    ),
    "not-a-regular-file": (N_("this is not an ordinary file"), N_("Replace the link by the file itself.")),
}

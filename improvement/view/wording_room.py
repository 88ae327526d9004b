"""Words for what may not happen in a workshop's room: id -> (sentence, hint)."""

from improvement.view.language import N_

ROOM_WORDS = {
    "room-full": (N_("the room holds {most} people and is full"), ""),
    "room-no-name": (N_("a name is needed to come in"), ""),
    "room-no-text": (N_("there is nothing to send yet"), N_("Write one sentence.")),
    "room-too-many-proposals": (
        N_("there are {most} proposals already"),
        N_("The facilitator joins those that say the same."),
    ),
    "room-vote-over": (N_("the votes are shown, so nobody can vote any more"), ""),
    "room-no-votes-left": (N_("all {each} votes are given away"), N_("Take one back from another finding first.")),
    "room-viewer": (N_("you are watching"), N_("Ask the facilitator for a link to take part.")),
    "room-not-joined": (N_("you have not joined yet"), N_("Give your name first.")),
    "room-moved-on": (N_("the room has moved on to another step"), ""),
    "room-closed": (N_("no workshop is open"), N_("The facilitator opens one.")),
    "room-facilitator-only": (N_("only the facilitator steers the room"), ""),
    "room-damaged": (N_("the room cannot be read: {file} is damaged"), N_("The facilitator can open a new workshop.")),
}

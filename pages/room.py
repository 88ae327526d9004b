"""What does this room think?"""

from improvement.ui.frame import show_page
from improvement.ui.room import room_page

show_page(room_page)

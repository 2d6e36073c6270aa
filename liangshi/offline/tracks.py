"""Kinds of mentors (导学, 导德): who is of which kind, and who needs which."""

from collections.abc import Mapping, Sequence

from .columns import Field
from .problems import Code, Notes
from .school import Mentor, Student
from .tables import Row


def mentor_track(row: Row, notes: Notes) -> str:
    """The kind of a mentor; empty where nothing is said."""
    kinds = row.listed(Field.TRACK)
    if len(kinds) > 1:
        notes.add(Code.TRACKS_AT_ONCE, row.place(Field.TRACK), found=tuple(kinds))
    if any("|" in kind for kind in kinds):
        notes.add(Code.BAR, row.place(Field.TRACK), found=kinds[0])
    return kinds[0] if kinds else ""


def tracks_of(mentors: Sequence[Mentor], rows: Sequence[Row], notes: Notes) -> dict[str, str]:
    """The kinds of those who take part: all of them have one, or none."""
    tracks = {mentor.id: mentor.track for mentor in mentors if mentor.takes_part}
    if any(tracks.values()):
        for mentor, row in zip(mentors, rows, strict=True):
            if mentor.takes_part and not mentor.track:
                notes.add(Code.TRACK_MISSING, row.place(Field.TRACK))
    return tracks


def student_tracks(row: Row, kinds: Sequence[str], notes: Notes) -> tuple[str, ...]:
    """The kinds a student needs: those written, or every kind there is."""
    wanted = row.listed(Field.TRACKS)
    for kind in wanted:
        if kind not in kinds:
            notes.add(Code.TRACK_UNKNOWN, row.place(Field.TRACKS), found=kind, known=tuple(kinds))
    return tuple(kind for kind in kinds if kind in wanted or not wanted)


def note_other_tracks(
    students: Sequence[Student], tracks: Mapping[str, str], names: Mapping[str, str], notes: Notes
) -> None:
    """Wishes for a kind of mentor that the student does not need."""
    for student in students:
        for mentor in (mentor for group in student.wishes for mentor in group):
            track = tracks[mentor]
            if track and track not in student.tracks:
                notes.add(Code.TRACK_NOT_NEEDED, student.place, mentor=names[mentor], track=track)

"""Reading the sheets whose rows name a mentor and a student: rankings, declines, kept and assigned pairs."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from .columns import Field
from .people import Directory
from .problems import Code, Notes
from .school import KeptPair, Opinion, line_key
from .tables import Row

DECLINE_WORDS = {"婉拒": True, "decline": True, "declined": True, "排序": False, "rank": False, "ranking": False}
ORIGIN_WORDS = {"指派": True, "assigned": True, "保留": False, "kept": False}
_ORDER_AT_MOST = 9_999
_OPINIONS_SHOWN = ("排序", "婉拒")
_ORIGINS_SHOWN = ("保留", "指派")


@dataclass(frozen=True, slots=True)
class Needs:
    """The kind of each mentor, the kinds each student needs, and what mentors are called."""

    tracks: Mapping[str, str]
    wanted: Mapping[str, tuple[str, ...]]
    names: Mapping[str, str]

    def line(self, student: str, mentor: str) -> str | None:
        """The line of a student that this mentor could serve; None where the student does not need such a mentor."""
        track = self.tracks[mentor]
        return None if track and track not in self.wanted[student] else line_key(student, track)


class Pairs:
    """Reads such rows."""

    def __init__(
        self, students: Directory, mentors: Directory, out: Mapping[str, str], needs: Needs, notes: Notes
    ) -> None:
        self._students = students
        self._mentors = mentors
        self._out = out
        self._needs = needs
        self._notes = notes

    def _pair(self, row: Row, other_kind: Code) -> tuple[str, str] | None:
        """The line of the student and the mentor; the code says what it means that they do not belong together."""
        written = {field: row.person(field) for field in (Field.STUDENT, Field.MENTOR)}
        for field, text in written.items():
            if not text:
                row.needed(field)
        student = self._find(self._students, row, Field.STUDENT, written)
        mentor = self._find(self._mentors, row, Field.MENTOR, written)
        if mentor is not None and mentor in self._out:
            self._notes.add(Code.MENTOR_OUT, row.place(Field.MENTOR), found=self._out[mentor])
            return None
        if student is None or mentor is None:
            return None
        line = self._needs.line(student, mentor)
        if line is None:
            names, tracks = self._needs.names, self._needs.tracks
            self._notes.add(other_kind, row.place(Field.MENTOR), mentor=names[mentor], track=tracks[mentor])
            return None
        return line, mentor

    def _find(self, where: Directory, row: Row, field: Field, written: Mapping[Field, str]) -> str | None:
        return where.find(written[field], row.place(field), self._notes) if written[field] else None

    def opinions(self, rows: Iterable[Row]) -> tuple[Opinion, ...]:
        """Rankings and declines, one for each pair."""
        found: dict[tuple[str, str], Opinion] = {}
        for row in rows:
            declined = row.choice(Field.OPINION, DECLINE_WORDS, default=None, shown=_OPINIONS_SHOWN)
            if not row.text(Field.OPINION):
                row.needed(Field.OPINION)
            order = 0 if declined else row.whole(Field.ORDER, 1, _ORDER_AT_MOST, 0)
            reason = row.text(Field.REASON)
            pair = self._pair(row, Code.TRACK_NOT_NEEDED)
            if declined is False and not row.text(Field.ORDER):
                self._notes.add(Code.ORDER_MISSING, row.place(Field.ORDER))
            if declined and not reason:
                self._notes.add(Code.REASON_MISSING, row.place(Field.REASON))
            if pair in found:
                place = row.place(Field.STUDENT)
                written = row.person(Field.STUDENT)
                self._notes.add(Code.OPINION_TWICE, place, student=written, row=found[pair].place.row)
            elif pair is not None and declined is not None:
                found[pair] = Opinion(pair[1], pair[0], order, reason, row.place(Field.OPINION))
        return tuple(found.values())

    def kept(self, rows: Iterable[Row]) -> tuple[KeptPair, ...]:
        """Pairs that stand before the wishes, each once."""
        found: dict[tuple[str, str], KeptPair] = {}
        for row in rows:
            assigned = row.choice(Field.ORIGIN, ORIGIN_WORDS, default=False, shown=_ORIGINS_SHOWN)
            pair = self._pair(row, Code.KEPT_TRACK)
            if pair in found:
                self._notes.add(Code.KEPT_TWICE, row.place(Field.STUDENT), row=found[pair].place.row)
            elif pair is not None:
                found[pair] = KeptPair(pair[0], pair[1], row.place(Field.STUDENT), assigned)
        return tuple(found.values())

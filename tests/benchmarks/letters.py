"""A digest's letter as long as real ones are, for people who do nothing but read."""

from delivery.message import Button, Letter

READERS = 6_000_000_000
"""The first reader's id; the others follow."""

_PARAGRAPH = "<b>Åtagande</b>\nPolisen och kommunen har gjort en sak till den här veckan, och den står här. "

LETTER = Letter("\n\n".join([_PARAGRAPH] * 8), ((Button("Sluta följa", "d:stop"),),))

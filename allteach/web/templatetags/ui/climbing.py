"""Tests of change: the four parts of one, a prediction beside what happened, and the staircase that they climb."""

from allteach.web.templatetags.ui.drawing import draw, register


@register.simple_tag
def cycle_parts(parts, *, label):
    """Plan, Do, Study and Act in a line; each has `name`, `words` and `state`.

    `state`: done, now (it waits for this person), open (it waits for others), later.
    """
    return draw("cycle_parts", parts=parts, label=label)


@register.simple_tag
def compared(prediction, *, lock="", level=3):
    """What was predicted, and beside it what happened once that is told. `lock` says since when it is locked.

    A prediction has `question`, `prediction`, `because`, `happened` and `outcome`.
    """
    return draw("compared", prediction=prediction, lock=lock, level=level)


@register.simple_tag
def staircase(steps, *, label):
    """The tests of one change as cards, each a step higher.

    A step has `address`, `scale`, `title`, `lines`, `mark` (words and tone, or None), `height` (0 to 6) and `state`:
    done, now, later, stopped, kept.
    """
    return draw("staircase", steps=steps, label=label)

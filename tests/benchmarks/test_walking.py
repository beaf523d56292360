"""The walk reads pages as a browser does."""

from __future__ import annotations

from benchmarks.walking import answer, step_form

PAGE = """
<form method="post" action="/quiet/">
  <input type="hidden" name="on" value="yes"><button>Quiet</button>
</form>
<form id="step" method="post" action="">
  <input type="hidden" name="csrfmiddlewaretoken" value="secret">
  <input type="hidden" name="key" value="1"><input type="hidden" name="at" value="2:scene">
  <label><input type="radio" name="choice" value="stay"></label>
  <label><input type="radio" name="choice" value="go"></label>
  <textarea name="text-plan"></textarea>
  <button name="do" value="skip">Skip</button>
</form>
<button form="step" name="do" value="choose">Go on</button>
"""


def test_the_liveliest_button_is_pressed() -> None:
    found = step_form(PAGE)
    assert found is not None
    form, button = found
    assert button == "choose"
    assert answer(form, button, 3) == {
        "at": "2:scene",
        "choice": "go",
        "text-plan": "A few words of my own about this",
        "active": "7",
        "do": "choose",
    }


def test_a_page_without_a_step_ends_the_walk() -> None:
    assert step_form("<form><button name='q'>Search</button></form>") is None

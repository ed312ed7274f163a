"""A file with details of people is refused before anything of it is kept, in words that repeat none of it."""

import pytest
from nhs_number import generate

from allteach.exchange.refusals import FileRefused

COUNTS = "Team,Month,Falls,Days\nWard 7,2025-01,3,620\n"


def numbers(count):
    return generate(quantity=count)


@pytest.mark.parametrize(
    ("header", "row"),
    [
        ("NHS number,Month,Falls", "{number},2025-01,1"),
        ("Team,Month,Falls,Ref", "Ward 7,2025-01,1,{number}"),
        ("Team,Month,Falls,Note", "Ward 7,2025-01,1,seen {number} again"),
        ("Team,Month,Falls,Date of birth", "Ward 7,2025-01,1,1961-02-03"),
        ("Patient,Month,Falls", "Somebody,2025-01,1"),
    ],
)
def test_a_file_with_details_of_people_is_refused_and_nothing_of_it_kept(read, tmp_path, header, row):
    found = numbers(3)
    text = "\n".join([header, *(row.format(number=number) for number in found)])

    with pytest.raises(FileRefused) as refused:
        read(text, keep_in=tmp_path / "kept")

    assert refused.value.reason == "has_identifiers"
    assert str(refused.value).endswith("We have not kept this file.")
    assert not any(number in str(refused.value) for number in found)
    assert not (tmp_path / "kept").exists()


def test_the_refusal_says_which_column_and_on_which_line(read):
    (number,) = numbers(1)

    with pytest.raises(FileRefused) as refused:
        read(f"Falls of our wards\n\nTeam,Month,Falls,Ref\nWard 7,2025-01,1,{number}\n")

    assert str(refused.value) == (
        "The column “Ref” seems to hold NHS numbers. Please take it out and send counts only. (First on line 4.) "
        "We have not kept this file."
    )


def test_a_title_or_note_is_looked_at_too(read):
    (number,) = numbers(1)

    with pytest.raises(FileRefused) as refused:
        read(COUNTS + f"Note: without {number}\n")

    assert refused.value.reason == "has_identifiers"


def test_the_name_of_the_file_is_looked_at_before_the_file(read, tmp_path):
    (number,) = numbers(1)

    with pytest.raises(FileRefused) as refused:
        read(COUNTS, name=f"falls_{number}.csv")

    assert str(refused.value).startswith("The name of the file: ")
    assert number not in str(refused.value)


def test_what_may_be_a_detail_is_kept_and_said_for_somebody_to_look_at(read):
    sheet = read("Team,Month,Falls,Note\nWard 7,2025-01,3,Ask Mr Jones\n")

    assert len(sheet.to_check) == 1
    assert "“Note”" in sheet.to_check[0]
    assert sheet.to_check[0].endswith("(First on line 2.)")


def test_a_table_of_counts_has_nothing_to_look_at(read):
    assert read(COUNTS).to_check == []


def test_counts_and_decimals_that_pass_a_check_digit_by_chance_are_let_through(read):
    rows = "".join(f"Ward {i},2025-01,{i},{15308.2499999953 + i}\n" for i in range(300))

    assert read("Team,Month,Falls,Days\n" + rows).to_check == []


def test_whoever_may_say_so_lets_a_file_through(read):
    assert read(f"Ref,Month,Falls\n{numbers(1)[0]},2025-01,1\n", with_people=True).count == 2


def test_real_files_of_organisations_hold_no_details_of_people(read, real_data):
    for path in sorted(real_data.glob("*.csv")):
        assert read(path.read_bytes(), name=path.name).to_check == []

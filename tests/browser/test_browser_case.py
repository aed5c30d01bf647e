"""A case from the first click to its answer, as a person at the screen meets it."""


def test_from_an_example_to_a_changed_answer_and_back(example):
    page = example()
    assert page.get_by_role("heading", name="Where the patient stands").is_visible()
    page.screenshot(path="/tmp/shot-case.png", full_page=True)

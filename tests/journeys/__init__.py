import pytest

pytest.register_assert_rewrite("tests.journeys.huddinge", "tests.journeys.huddinge_road")

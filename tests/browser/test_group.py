"""More than two browsers that run at once slow each other until pages miss their time."""

import os

import pytest


def test_all_tests_of_this_folder_run_in_two_processes(request: pytest.FixtureRequest):
    """pytest-xdist sends those whose name ends alike to one process."""
    names = {item.nodeid.rpartition("@")[2] for item in request.session.items if item.get_closest_marker("browser")}
    assert names <= {"browser-1", "browser-2"} or "PYTEST_XDIST_WORKER" not in os.environ

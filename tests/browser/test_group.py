"""Browsers that run at once slow each other until pages miss their time."""

import os

import pytest


def test_all_tests_of_this_folder_run_in_one_process(request: pytest.FixtureRequest):
    """pytest-xdist sends those whose name ends so to one process."""
    among_others = "PYTEST_XDIST_WORKER" in os.environ
    assert request.node.nodeid.endswith("@browser") or not among_others

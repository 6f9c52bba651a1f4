from __future__ import annotations

import pytest

pytest_plugins = ["pytester"]
pytestmark = pytest.mark.slow  # each is a pytest of its own

STRICT = ("-W", "error", "--strict-markers", "--strict-config", "-p", "no:cacheprovider")


@pytest.fixture(autouse=True)
def only_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the plugins of other packages: each costs a start of pytest some time."""
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")


def run(pytester: pytest.Pytester, *arguments: str) -> pytest.RunResult:
    """pytest in a process of its own, as strict as a project can be."""
    return pytester.runpytest_subprocess("-p", "hotmart.testing.plugin", *STRICT, *arguments)


def test_any_program_reaches_the_simulator_through_the_fixture(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(
        """
        import asyncio
        import os
        import pytest
        from hotmart import AsyncHotmart, Hotmart

        def test_waiting(hotmart_simulator):
            with Hotmart() as client:
                assert len(list(client.products.list())) == hotmart_simulator.truth()["rows"]["products"]

        def test_awaiting(hotmart_simulator):
            async def count():
                async with AsyncHotmart() as client:
                    return len([product async for product in client.products.list()])
            assert asyncio.run(count()) == hotmart_simulator.truth()["rows"]["products"]

        def test_waiting_inside_a_running_loop(hotmart_simulator):
            async def count():
                return len(list(hotmart_simulator.client().products.list()))
            assert asyncio.run(count()) == hotmart_simulator.truth()["rows"]["products"]

        def test_what_is_not_closed_is_closed(hotmart_simulator):
            next(iter(hotmart_simulator.client().sales.history()))

        def test_the_environment_is_the_tests_own(hotmart_simulator, monkeypatch):
            assert os.environ["HOTMART_API_URL"] == hotmart_simulator.environment["HOTMART_API_URL"]
            monkeypatch.delenv("HOTMART_API_URL")

        def test_without_the_fixture_nothing_is_set():
            assert "HOTMART_API_URL" not in os.environ
        """
    )
    run(pytester).assert_outcomes(passed=6)


def test_the_account_is_chosen_by_marks_and_the_nearest_wins(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(
        """
        import pytest

        pytestmark = pytest.mark.hotmart(sales=20, seed=3)

        @pytest.mark.hotmart(sales=40)
        def test_marked(hotmart_simulator):
            settings = hotmart_simulator.simulator.settings
            assert (settings.sales, settings.seed) == (40, 3)

        def test_a_rate_limit_waits_for_nothing(hotmart_simulator):
            hotmart_simulator.fail("429", calls=3)
            assert next(iter(hotmart_simulator.client().products.list()))
        """
    )
    run(pytester).assert_outcomes(passed=2)


def test_a_mark_that_means_nothing_says_so(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(
        """
        import pytest

        @pytest.mark.hotmart(300)
        def test_without_a_name(hotmart_simulator): ...

        @pytest.mark.hotmart(sails=300)
        def test_of_no_setting(hotmart_simulator): ...
        """
    )
    result = run(pytester)
    result.assert_outcomes(errors=2)
    result.stdout.fnmatch_lines(["*takes settings by name*", "*sails*"])


def test_a_test_may_be_a_coroutine(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(
        """
        import pytest

        @pytest.fixture
        def anyio_backend():
            return "asyncio"

        @pytest.mark.anyio
        async def test_both_clients_within_a_loop(hotmart_simulator):
            waiting = [product.id for product in hotmart_simulator.client().products.list()]
            async with hotmart_simulator.async_client() as client:
                assert [product.id async for product in client.products.list()] == waiting
        """
    )
    run(pytester, "-p", "anyio").assert_outcomes(passed=1)


def test_it_works_in_parallel(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(
        """
        import pytest

        @pytest.mark.parametrize("number", range(6))
        def test_refunds_do_not_meet(hotmart_simulator, number):
            client = hotmart_simulator.client()
            sales = client.sales.history(transaction_status="APPROVED", commission_as="PRODUCER")
            client.sales.refund([sale.purchase.transaction for sale in sales][-1])
            assert [heard.method for heard in hotmart_simulator.requests].count("PUT") == 1
        """
    )
    run(pytester, "-p", "xdist", "-n2").assert_outcomes(passed=6)


def test_until_the_fixture_is_used_nothing_is_imported(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(
        """
        import sys

        def test_that_uses_nothing():
            heavy = {"httpx2", "msgspec", "starlette", "uvicorn", "duckdb", "pyarrow", "pandas"}
            assert "hotmart.testing.plugin" in sys.modules
            assert not heavy & sys.modules.keys()
            assert not [name for name in sys.modules if name.startswith("hotmart.simulator")]
        """
    )
    run(pytester).assert_outcomes(passed=1)


@pytest.mark.parametrize(
    ("option", "line"),
    [("--markers", "@pytest.mark.hotmart(**settings): *"), ("--fixtures", "hotmart_simulator*")],
)
def test_the_mark_and_the_fixture_are_listed(pytester: pytest.Pytester, option: str, line: str) -> None:
    run(pytester, option).stdout.fnmatch_lines([line])

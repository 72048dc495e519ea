"""One suite for all providers: what each fetches, survives, keeps, and reads again offline."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from types import ModuleType

import pytest

from summitry.errors import (
    ExtraMissing,
    ImportFaults,
    SourceMissing,
    SourceTooLarge,
    SourceUnreachable,
    SourceUnreadable,
    UsageError,
)
from summitry.model import Series
from summitry.statistics.fetching import Fetcher, FetchOptions
from summitry.statistics.providers import (
    PROVIDERS,
    Fetched,
    Gateway,
    SeriesRequest,
    fetch,
    fetch_mirrored,
    provider,
)
from summitry.statistics.snapshots import SnapshotStore
from summitry.testing.statistics_server import Answer, StatisticsServer

TODAY = "2026-02-01"
YEARS = {2022: 31.2e9, 2023: 41.0e9}


def _payloads() -> ModuleType:
    path = Path(__file__).parents[1] / "unit" / "statistics" / "payloads.py"
    spec = importlib.util.spec_from_file_location("statistics_payloads", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


payloads = _payloads()
IMF_KEYS = {
    "COUNTRY": "CHN",
    "INDICATOR": "XG_FOB_USD",
    "COUNTERPART_COUNTRY": "KAZ",
    "FREQUENCY": "A",
}
EUROSTAT_KEYS = {"freq": "A", "geo": "EU27_2020", "partner": "KZ", "indic_et": "MIO_EXP_VAL"}
TABLE = (
    "series_id,indicator,reporter,partner,period,value,unit,source_title,source_url\n"
    "trade,Goods trade,China,KAZ,2022,31.2,bn USD,Gazette,https://example.org/a\n"
    "trade,Goods trade,China,KAZ,2023,41.0,bn USD,Gazette,https://example.org/a\n"
)


@dataclass(frozen=True)
class Case:
    """How one provider is asked, where its server is asked, and what comes."""

    name: str
    request: SeriesRequest
    path: str
    body: bytes
    changed: bytes
    base: str = ""


TRADE = SeriesRequest("CHN", partner="KAZ", flow="exports", start=2022, end=2023)
YEARLY = {str(year): value for year, value in YEARS.items()}
CASES = {
    "worldbank": Case(
        "worldbank",
        SeriesRequest("KAZ", "NY.GDP.MKTP.CD", start=2022, end=2023),
        "/country/KAZ",
        payloads.worldbank(YEARS),
        b'{"rows": []}',
    ),
    "comtrade": Case(
        "comtrade", TRADE, "/public/v1/preview", payloads.comtrade(YEARS), b'{"rows": []}'
    ),
    "imf": Case("imf", TRADE, "/data/", payloads.sdmx(IMF_KEYS, YEARLY), b"<html>sorry</html>"),
    "eurostat": Case(
        "eurostat",
        SeriesRequest("EU", partner="KAZ", flow="exports"),
        "/data/",
        payloads.sdmx(EUROSTAT_KEYS, {year: v / 1e6 for year, v in YEARLY.items()}, scale=None),
        b"<html>sorry</html>",
    ),
    "adb": Case(
        "adb",
        SeriesRequest("CHN", "TRADE_TOTAL", dataflow="KI"),
        "/data/",
        payloads.sdmx_csv({"FREQ": "A", "INDICATOR": "TRADE_TOTAL", "ECONOMY_CODE": "PRC"}, YEARLY),
        b"no,columns\n1,2\n",
    ),
    "csv": Case("csv", SeriesRequest(""), "/table.csv", TABLE.encode(), b"\xff\xfe", "/table.csv"),
}


@pytest.fixture(scope="module")
def server() -> Iterator[StatisticsServer]:
    with StatisticsServer() as running:
        yield running


@pytest.fixture(params=sorted(CASES))
def case(request: pytest.FixtureRequest, server: StatisticsServer) -> Case:
    server.forget()
    return CASES[request.param]


@dataclass
class World:
    """A provider on the loopback server, with a folder for snapshots."""

    server: StatisticsServer
    store: SnapshotStore
    waits: list[float]

    def gateway(self, *, online: bool = True, key: str = "") -> Gateway:
        options = FetchOptions(timeout=0.5, tries=3, wait=1, longest_wait=60, max_size=1_000_000)
        fetcher = Fetcher(options, sleep=self.waits.append) if online else None
        return Gateway(self.store, TODAY, fetcher, {"comtrade": key} if key else {})

    def fetch(self, case: Case, *, online: bool = True) -> Fetched:
        source = provider(case.name, self.server.base + case.base)
        return fetch(source, [case.request], self.gateway(online=online))


@pytest.fixture
def world(server: StatisticsServer, tmp_path: Path) -> World:
    return World(server, SnapshotStore(tmp_path / "snapshots"), [])


def only(fetched: Fetched) -> Series:
    (series,) = fetched.series
    return series


def test_every_provider_is_tried() -> None:
    assert set(CASES) == set(PROVIDERS)


def test_figures_come_with_their_origin(case: Case, world: World) -> None:
    world.server.answer(case.path, Answer(case.body))
    fetched = world.fetch(case)
    series = only(fetched)
    values = {one.period.text: one.value for one in series.observations}
    assert values == pytest.approx({"2022": 31.2e9, "2023": 41.0e9})
    assert series.origin.producer
    assert series.origin.accessed == TODAY
    (snapshot,) = fetched.snapshots
    assert snapshot.checksum == series.origin.checksum
    assert snapshot.size == len(case.body)
    if case.name != "csv":
        assert series.origin.licence


def test_offline_the_same_comes_from_the_snapshot(case: Case, world: World) -> None:
    world.server.answer(case.path, Answer(case.body))
    online = world.fetch(case)
    world.server.forget()
    assert world.fetch(case, online=False) == online
    assert world.server.asked == []


def test_offline_without_a_snapshot_says_so(case: Case, world: World) -> None:
    with pytest.raises(SourceMissing, match="no snapshot"):
        world.fetch(case, online=False)


FAULTS = {
    "429": Answer(b"slow down", 429, headers={"Retry-After": "7"}),
    "500": Answer(b"oops", 500),
    "503": Answer(b"oops", 503),
    "time-out": Answer(b"x" * 10, delay=1.0),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_passing_trouble_is_waited_out(case: Case, world: World, fault: str) -> None:
    world.server.answer(case.path, FAULTS[fault], Answer(case.body))
    assert only(world.fetch(case)).observations
    assert world.waits == [7.0 if fault == "429" else 1]


def test_a_truncated_payload_is_asked_for_again(case: Case, world: World) -> None:
    world.server.answer(case.path, Answer(case.body, cut=20), Answer(case.body))
    assert only(world.fetch(case)).observations


def test_tries_are_bounded_and_the_snapshot_stays(case: Case, world: World) -> None:
    world.server.answer(case.path, Answer(case.body))
    good = world.fetch(case)
    world.server.forget()
    world.server.answer(case.path, Answer(b"oops", 502))
    with pytest.raises(SourceUnreachable, match=r"502.*tried 3 times.*2026-02-01") as caught:
        world.fetch(case)
    assert caught.value.remedy
    assert world.waits == [1, 2]
    assert len(world.server.asked) == 3
    assert world.fetch(case, online=False) == good


def test_a_changed_payload_is_named_and_the_snapshot_stays(case: Case, world: World) -> None:
    world.server.answer(case.path, Answer(case.body))
    good = world.fetch(case)
    world.server.forget()
    world.server.answer(case.path, Answer(case.changed))
    with pytest.raises((SourceUnreadable, ImportFaults)):
        world.fetch(case)
    assert world.fetch(case, online=False) == good


def test_half_a_payload_that_claims_to_be_whole_is_refused(case: Case, world: World) -> None:
    tables = case.name in ("adb", "csv")
    half = case.body[: case.body.rindex(b",") if tables else len(case.body) * 2 // 3]
    world.server.answer(case.path, Answer(half))
    with pytest.raises((SourceUnreadable, ImportFaults)):
        world.fetch(case)
    with pytest.raises(SourceMissing):
        world.fetch(case, online=False)


def test_what_is_not_there_is_named(case: Case, world: World) -> None:
    with pytest.raises(SourceMissing, match="404"):
        world.fetch(case)


def test_a_snapshot_that_was_touched_is_refused(case: Case, world: World) -> None:
    world.server.answer(case.path, Answer(case.body))
    world.fetch(case)
    (body,) = world.store.folder.rglob("*.body")
    body.write_bytes(body.read_bytes() + b" ")
    with pytest.raises(SourceUnreadable, match="changed after it was kept"):
        world.fetch(case, online=False)


# --------------------------------------------------------------------------- mirror pairs
@pytest.mark.parametrize("name", ["comtrade", "imf"])
def test_both_sides_are_fetched_together(name: str, world: World) -> None:
    world.server.forget()
    _serve_both_sides(world.server, name, Answer)
    fetched = fetch_mirrored(provider(name, world.server.base), TRADE, world.gateway())
    first, second = fetched.series
    assert (first.reporter, first.partner) == ("CHN", "KAZ") == (second.partner, second.reporter)
    assert [one.value for one in first.observations] == [31.2e9, 41.0e9]
    assert [one.value for one in second.observations] == [24.2e9, 30.0e9]
    assert len(fetched.snapshots) == 2


@pytest.mark.parametrize("name", ["comtrade", "imf"])
def test_half_a_pair_replaces_nothing(name: str, world: World) -> None:
    world.server.forget()
    _serve_both_sides(world.server, name, Answer)
    source = provider(name, world.server.base)
    good = fetch_mirrored(source, TRADE, world.gateway())
    world.server.forget()
    _serve_both_sides(
        world.server, name, lambda body: Answer(body.replace(b"31200000000.0", b"1.0"))
    )
    other = "/public/v1/preview/C/A/HS?reporterCode=398" if name == "comtrade" else "/data/IMTS/KAZ"
    world.server.answer(other, Answer(b"gone", 500))
    queue = world.server._answers[other]
    queue.popleft()
    with pytest.raises(SourceUnreachable):
        fetch_mirrored(source, TRADE, world.gateway())
    assert fetch_mirrored(source, TRADE, world.gateway(online=False)) == good


def _serve_both_sides(
    server: StatisticsServer, name: str, answer: Callable[[bytes], Answer]
) -> None:
    theirs = {2022: 24.2e9, 2023: 30.0e9}
    if name == "comtrade":
        path = "/public/v1/preview/C/A/HS?reporterCode="
        server.answer(f"{path}156", answer(payloads.comtrade(YEARS)))
        server.answer(f"{path}398", answer(payloads.comtrade(theirs, "M")))
        return
    other = {**IMF_KEYS, "COUNTRY": "KAZ", "COUNTERPART_COUNTRY": "CHN", "INDICATOR": "MG_CIF_USD"}
    server.answer("/data/IMTS/CHN", answer(payloads.sdmx(IMF_KEYS, YEARLY)))
    theirs_by_text = {str(year): value for year, value in theirs.items()}
    server.answer("/data/IMTS/KAZ", answer(payloads.sdmx(other, theirs_by_text)))


def test_only_a_flow_has_another_side() -> None:
    with pytest.raises(UsageError, match="other side"):
        SeriesRequest("KAZ", "NY.GDP.MKTP.CD").mirrored()


# ----------------------------------------------------------------- what is special to each
def test_worldbank_reads_all_pages_and_leaves_out_empty_values(world: World) -> None:
    world.server.forget()
    pages = [
        payloads.worldbank({2022: 1.0, 2021: None}, (1, 2, 3)),
        payloads.worldbank({2020: 3.0}, (2, 2, 3)),
    ]
    world.server.answer("/country/KAZ", *map(Answer, pages))
    series = only(world.fetch(CASES["worldbank"]))
    assert [one.period.text for one in series.observations] == ["2020", "2022"]
    assert series.unit == "USD"
    assert series.observations[0].published == "2025-07-01"


def test_worldbank_names_rows_that_did_not_come(world: World) -> None:
    world.server.forget()
    world.server.answer("/country/KAZ", Answer(payloads.worldbank(YEARS, (1, 1, 5))))
    with pytest.raises(SourceUnreadable, match="5 rows were announced and 2 came"):
        world.fetch(CASES["worldbank"])


def test_a_renamed_code_is_named(world: World) -> None:
    world.server.forget()
    world.server.answer("/country/KAZ", Answer(payloads.WORLDBANK_UNKNOWN))
    with pytest.raises(SourceMissing, match=r"indicator was not found.*renamed"):
        world.fetch(CASES["worldbank"])


def test_a_key_goes_into_a_header_and_nowhere_else(world: World) -> None:
    world.server.forget()
    world.server.answer("/data/v1/get", Answer(payloads.comtrade(YEARS)))
    source = provider("comtrade", world.server.base)
    fetched = fetch(source, [TRADE], world.gateway(key="secret-1"))
    (asked,) = world.server.asked
    assert asked.headers["ocp-apim-subscription-key"] == "secret-1"
    assert "secret-1" not in repr(fetched)
    kept = b"".join(path.read_bytes() for path in world.store.folder.rglob("*.*"))
    assert b"secret-1" not in kept
    assert only(fetched).origin.redistributable is False


def test_comtrade_refuses_an_answer_cut_off_at_the_limit(world: World) -> None:
    world.server.forget()
    many = {1500 + place: 1.0 for place in range(500)}
    world.server.answer("/public/v1/preview", Answer(payloads.comtrade(many)))
    with pytest.raises(SourceUnreadable, match="cuts it off"):
        world.fetch(CASES["comtrade"])
    world.server.forget()
    world.server.answer("/public/v1/preview", Answer(payloads.comtrade(YEARS, count=9)))
    with pytest.raises(SourceUnreadable, match="9 rows were announced"):
        world.fetch(CASES["comtrade"])


def test_sdmx_values_are_scaled_as_told(world: World) -> None:
    world.server.forget()
    world.server.answer("/data/", Answer(payloads.sdmx(IMF_KEYS, {"2022": 31.2}, scale=9)))
    (one,) = only(world.fetch(CASES["imf"])).observations
    assert one.value == pytest.approx(31.2e9)
    assert "31.2 × 1,000,000,000 USD" in one.wording


def test_sdmx_for_one_structure_is_read_without_its_definition(world: World) -> None:
    world.server.forget()
    keys = {**IMF_KEYS, "SCALE": "6"}
    world.server.answer("/data/", Answer(payloads.sdmx_structured(keys, {"2022": 31200.0})))
    (one,) = only(world.fetch(CASES["imf"])).observations
    assert one.value == pytest.approx(31.2e9)


def test_sdmx_without_the_extra_says_what_to_install(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "sdmx", None)
    with pytest.raises(ExtraMissing, match=r"summitry\[statistics\]"):
        world.fetch(CASES["imf"])


def test_what_there_is_can_be_searched(world: World) -> None:
    world.server.forget()
    world.server.answer("/indicator", Answer(payloads.WORLDBANK_CATALOGUE))
    source = provider("worldbank", world.server.base)
    assert [one.code for one in source.search("gdp us$", world.gateway())] == ["NY.GDP.MKTP.CD"]
    world.server.answer("/dataflow", Answer(payloads.SDMX_FLOWS))
    flows = provider("imf", world.server.base).search("trade", world.gateway())
    assert [(one.code, one.title) for one in flows] == [("IMTS", "Trade in goods")]
    codes = provider("comtrade", world.server.base).search("gas", world.gateway())
    assert "2711" in [one.code for one in codes]
    assert provider("csv", "http://127.0.0.1").search("x", world.gateway()) == ()


def test_eurostat_has_its_own_codes_and_counts_in_millions(world: World) -> None:
    world.server.forget()
    world.server.answer("/data/", Answer(CASES["eurostat"].body))
    series = only(world.fetch(CASES["eurostat"]))
    assert (series.reporter, series.partner, series.unit) == ("EU", "KAZ", "EUR")
    assert "A.MIO_EXP_VAL.TOTAL.KZ.EU27_2020" in world.server.asked[0].path


def test_the_bank_of_asia_has_its_own_codes(world: World) -> None:
    world.server.forget()
    world.server.answer("/data/", Answer(CASES["adb"].body))
    assert only(world.fetch(CASES["adb"])).reporter == "CHN"
    assert "PRC" in world.server.asked[0].path


def test_too_long_a_wait_is_not_waited(world: World) -> None:
    world.server.forget()
    slow = Answer(b"later", 429, headers={"Retry-After": "86400"})
    world.server.answer("/country/KAZ", slow)
    with pytest.raises(SourceUnreachable, match="asks to wait 86400 seconds"):
        world.fetch(CASES["worldbank"])
    assert world.waits == []


def test_too_much_is_not_read(world: World) -> None:
    world.server.forget()
    world.server.answer("/country/KAZ", Answer(b" " * 1_000_001))
    with pytest.raises(SourceTooLarge):
        world.fetch(CASES["worldbank"])


def test_odd_requests_are_refused() -> None:
    with pytest.raises(UsageError, match="no provider"):
        provider("oracle")
    with pytest.raises(UsageError, match="address"):
        provider("csv")


@pytest.mark.parametrize(
    "request_",
    [
        replace(TRADE, flow="both"),
        replace(TRADE, start=None),
        replace(TRADE, partner="CA5"),
    ],
)
def test_comtrade_says_what_it_needs(request_: SeriesRequest, world: World) -> None:
    with pytest.raises(UsageError):
        fetch(provider("comtrade", world.server.base), [request_], world.gateway())

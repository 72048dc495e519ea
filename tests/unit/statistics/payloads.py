"""Payloads in the shapes that providers were recorded to send; all figures are made up."""

from __future__ import annotations

import json
from collections.abc import Mapping


def worldbank(
    values: Mapping[int, float | None], paging: tuple[int, int, int] | None = None
) -> bytes:
    """``paging`` is the page, how many there are, and how many rows in all."""
    page, pages, total = paging or (1, 1, len(values))
    head = {
        "page": page,
        "pages": pages,
        "per_page": 1000,
        "total": total,
        "sourceid": "2",
        "lastupdated": "2025-07-01",
    }
    rows = [
        {
            "indicator": {"id": "NY.GDP.MKTP.CD", "value": "GDP (current US$)"},
            "country": {"id": "KZ", "value": "Kazakhstan"},
            "countryiso3code": "KAZ",
            "date": str(year),
            "value": value,
            "unit": "",
            "obs_status": "",
            "decimal": 0,
        }
        for year, value in values.items()
    ]
    return json.dumps([head, rows]).encode()


WORLDBANK_UNKNOWN = json.dumps(
    [{"message": [{"id": "120", "key": "Invalid value", "value": "The indicator was not found"}]}]
).encode()


def comtrade(values: Mapping[int, float], flow: str = "X", count: int | None = None) -> bytes:
    rows = [
        {
            "typeCode": "C",
            "freqCode": "A",
            "refYear": year,
            "period": str(year),
            "reporterCode": 156,
            "flowCode": flow,
            "partnerCode": 398,
            "cmdCode": "TOTAL",
            "primaryValue": value,
        }
        for year, value in values.items()
    ]
    told = len(rows) if count is None else count
    return json.dumps(
        {"elapsedTime": "0.1 secs", "count": told, "data": rows, "error": ""}
    ).encode()


_GENERIC = """<?xml version="1.0" encoding="UTF-8"?>
<mes:GenericData xmlns:mes="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/message"
 xmlns:gen="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/data/generic"
 xmlns:com="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/common">
<mes:Header><mes:ID>one</mes:ID><mes:Test>false</mes:Test>
<mes:Prepared>2025-07-01T00:00:00Z</mes:Prepared><mes:Sender id="TEST"/>
<mes:Structure structureID="S" dimensionAtObservation="TIME_PERIOD"><com:Structure>
<Ref agencyID="TEST" id="DSD" version="1.0"/></com:Structure></mes:Structure></mes:Header>
<mes:DataSet structureRef="S">{series}</mes:DataSet></mes:GenericData>"""


def sdmx(keys: Mapping[str, str], values: Mapping[str, float], scale: int | None = 0) -> bytes:
    key = "".join(f'<gen:Value id="{name}" value="{value}"/>' for name, value in keys.items())
    told = f'<gen:Value id="UNIT_MULT" value="{0 if scale is None else scale}"/>'
    told = "" if scale is None else told
    observations = "".join(
        f'<gen:Obs><gen:ObsDimension value="{period}"/><gen:ObsValue value="{value}"/></gen:Obs>'
        for period, value in values.items()
    )
    series = (
        f"<gen:Series><gen:SeriesKey>{key}</gen:SeriesKey>"
        f"{told and f'<gen:Attributes>{told}</gen:Attributes>'}{observations}</gen:Series>"
    )
    return _GENERIC.format(series=series).encode()


def sdmx_csv(keys: Mapping[str, str], values: Mapping[str, float]) -> bytes:
    head = ["DATAFLOW", *keys, "TIME_PERIOD", "OBS_VALUE"]
    rows = [["IMF.STA:IMTS(1.0.0)", *keys.values(), period, str(v)] for period, v in values.items()]
    return "\n".join(",".join(row) for row in [head, *rows]).encode()


WORLDBANK_CATALOGUE = json.dumps(
    [
        {"page": 1, "pages": 1, "per_page": "1000", "total": 2},
        [
            {"id": "NY.GDP.MKTP.CD", "name": "GDP (current US$)", "unit": ""},
            {"id": "ST.INT.ARVL", "name": "International tourism, arrivals", "unit": ""},
        ],
    ]
).encode()

_STRUCTURED = """<?xml version="1.0" encoding="UTF-8"?>
<mes:StructureSpecificData xmlns:mes="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/message"
 xmlns:ss="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/data/structurespecific"
 xmlns:com="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/common"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:ns1="urn:example">
<mes:Header><mes:ID>one</mes:ID><mes:Test>false</mes:Test>
<mes:Prepared>2025-07-01T00:00:00Z</mes:Prepared><mes:Sender id="TEST"/>
<mes:Structure structureID="S" namespace="urn:example" dimensionAtObservation="TIME_PERIOD">
<com:StructureUsage><Ref agencyID="TEST" id="FLOW" version="1.0"/></com:StructureUsage>
</mes:Structure></mes:Header>
<mes:DataSet ss:structureRef="S" ss:dataScope="DataStructure" xsi:type="ns1:DataSetType">
{series}</mes:DataSet></mes:StructureSpecificData>"""


def sdmx_structured(keys: Mapping[str, str], values: Mapping[str, float]) -> bytes:
    key = " ".join(f'{name}="{value}"' for name, value in keys.items())
    observations = "".join(
        f'<Obs TIME_PERIOD="{period}" OBS_VALUE="{value}"/>' for period, value in values.items()
    )
    return _STRUCTURED.format(series=f"<Series {key}>{observations}</Series>").encode()


SDMX_FLOWS = b"""<?xml version="1.0" encoding="UTF-8"?>
<mes:Structure xmlns:mes="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/message"
 xmlns:str="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/structure"
 xmlns:com="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/common">
<mes:Header><mes:ID>two</mes:ID><mes:Test>false</mes:Test>
<mes:Prepared>2025-07-01T00:00:00Z</mes:Prepared><mes:Sender id="TEST"/></mes:Header>
<mes:Structures><str:Dataflows>
<str:Dataflow id="IMTS" agencyID="TEST" version="1.0">
<com:Name>Trade in goods</com:Name></str:Dataflow>
<str:Dataflow id="CPI" agencyID="TEST" version="1.0"><com:Name>Prices</com:Name></str:Dataflow>
</str:Dataflows></mes:Structures></mes:Structure>"""

"""The samples as they stand in the repository."""

from datetime import datetime, timedelta
from functools import cache

import numpy as np
import pandas as pd

from improvement.evidence.cleaning import read_clean
from improvement.model.mapping import Mapping
from improvement.model.plan import Baseline, Plan, SharedPeople
from improvement.model.validation import M, validate
from improvement.schedule.network import plan_calendar
from improvement.schedule.working_hours import WorkingHours
from improvement.store.source import read_source
from tests.conftest import ROOT

PLANS = ROOT / "plans"
SAMPLES = ("harbour-bank", "city-clinic", "river-logistics")


def read(model: type[M], path: str) -> M:
    found = read_source((PLANS / path).read_bytes(), path)
    assert found.issues == ()
    value, issues = validate(model, found.data, path)
    assert issues == ()
    assert value is not None
    return value


@cache
def plan(sample: str) -> Plan:
    return read(Plan, f"{sample}/plan.yaml")


@cache
def mapping(sample: str, source: str) -> Mapping:
    return read(Mapping, f"{sample}/{plan(sample).assessment.sources[source].mapping}")


@cache
def table(sample: str, source: str) -> pd.DataFrame:
    data = (PLANS / sample / plan(sample).assessment.sources[source].file).read_bytes()
    return read_clean(data, mapping(sample, source))


def baseline(sample: str) -> Baseline:
    return read(Baseline, f"{sample}/baselines/{plan(sample).programme.baseline}.yaml")


def shared_people() -> SharedPeople:
    return read(SharedPeople, "people.yaml")


@cache
def timed(sample: str, measure_id: str) -> pd.DataFrame:
    """One row a case: when it came in, working hours so far, whether it is done; judged at the end of the data date."""
    programme, measure = plan(sample).programme, plan(sample).guarantee.measures[measure_id]
    cases = table(sample, measure.source)
    hours = WorkingHours(plan_calendar(programme), programme.calendar.hours.opens, programme.calendar.hours.closes)
    assert programme.data_date
    last = np.datetime64(datetime.combine(programme.data_date + timedelta(1), datetime.min.time()))
    start, stop = (cases[str(name)].to_numpy("datetime64[us]") for name in (measure.start, measure.stop))
    done = ~np.isnat(stop)
    taken = hours.between(start, np.where(done, stop, last))
    return pd.DataFrame({"start": cases[str(measure.start)], "hours": taken, "done": done})

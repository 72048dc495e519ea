"""IATI 2.03 activities: plans written as activities, checked, and activities of others read."""

from summitry.exchange.iati.checking import IatiFinding, check_activities
from summitry.exchange.iati.reading import IatiActivity, IatiTransaction, read_activities
from summitry.exchange.iati.writing import activities, activity_id

__all__ = [
    "IatiActivity",
    "IatiFinding",
    "IatiTransaction",
    "activities",
    "activity_id",
    "check_activities",
    "read_activities",
]

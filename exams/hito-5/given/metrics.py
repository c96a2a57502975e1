# metrics.py
from prometheus_client import Counter

scored = Counter("appointments_scored", "Appointments scored so far")


def predict(appointment):
    outcome = clf.predict(appointment)
    scored.inc()
    return outcome

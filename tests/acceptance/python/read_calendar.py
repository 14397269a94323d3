"""Reads a calendar from standard input and says as JSON what a program that keeps calendars finds in it."""

import json
import sys

from icalendar import Calendar

calendar = Calendar.from_ical(sys.stdin.buffer.read())


def event(found):
    return {
        "uid": str(found["UID"]),
        "day": found.decoded("DTSTART").isoformat(),
        "summary": str(found["SUMMARY"]),
        "description": str(found["DESCRIPTION"]),
        "url": str(found["URL"]),
        "sequence": int(found["SEQUENCE"]),
        "alarms": [alarm.decoded("TRIGGER").total_seconds() / 3600 for alarm in found.walk("VALARM")],
    }


print(
    json.dumps(
        {
            "method": str(calendar["METHOD"]),
            "errors": [str(error) for part in calendar.walk() for error in part.errors],
            "events": [event(found) for found in calendar.walk("VEVENT")],
        }
    )
)

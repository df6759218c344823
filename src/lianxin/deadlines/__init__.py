"""The working calendar, service times, clocks and the ladder. No points against persons."""

"""The outside of the house: settings, urls, the command line, the sample town."""

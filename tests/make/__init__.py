"""What makes the files that ship with the package; run by hand, never by the tests."""

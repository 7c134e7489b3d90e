"""The screens: they wire widgets, the desk and the threads together."""

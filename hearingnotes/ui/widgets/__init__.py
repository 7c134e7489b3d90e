"""Widgets that know no feature: screens hand data down to them, messages come up."""

"""Pages and lists above another screen."""

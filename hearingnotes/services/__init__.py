"""What the screen and the command line both do; knows neither."""

"""Real trainings of Ultralytics on a CPU, with two callbacks side by side; they judge nothing."""

"""What ``comet_ml.integration`` has for frameworks that call the SDK explicitly."""

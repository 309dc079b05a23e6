"""What ``import comet_ml`` gives while fake-comet is active: the SDK's names, its behaviour and its
words.
"""

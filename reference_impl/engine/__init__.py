"""A simulated Ultralytics: all documented events, in the real order, on objects like the real.

It trains nothing, and needs numpy only; what comes out is drawn from seeds.
"""

from reference_impl.engine.events import EVENTS
from reference_impl.engine.knobs import COCO_CLASS_MAP, Knobs
from reference_impl.engine.yolo import SimulatedYOLO

__all__ = ["COCO_CLASS_MAP", "EVENTS", "Knobs", "SimulatedYOLO"]

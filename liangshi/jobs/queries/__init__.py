"""Is the clock running?"""

from .health import Health, health

__all__ = ["Health", "health"]

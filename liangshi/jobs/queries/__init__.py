"""Is the clock running?"""

from .health import Health, health, worker_alive

__all__ = ["Health", "health", "worker_alive"]

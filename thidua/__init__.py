"""thidua: an emulation movement from its signed plan to the last certificate."""

__version__ = "0.1.0"

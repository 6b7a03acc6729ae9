"""OOD-MMSafe: does a multimodal model see the harm coming, and how do we teach it to?"""

__version__ = "0.1.0"

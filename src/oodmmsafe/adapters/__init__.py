"""The suite in other harnesses: Inspect AI, lmms-eval, VLMEvalKit. Nothing here is needed by our own runner."""

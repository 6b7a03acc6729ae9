"""What a run costs before it is started: arithmetic on a model's config.json, without torch and without the weights.

`shapes` reads the sizes, `work` counts FLOPs, `memory` counts bytes, `estimate` turns both into hours on some GPUs, and
`tables` shows them.
"""

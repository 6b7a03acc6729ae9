"""From a description of a scene to a picture: props, settings, the Blender renderer, what is visible.

Everything here is ours. `blender/` alone imports Blender (`bpy`); the rest reads and checks descriptions anywhere.
"""

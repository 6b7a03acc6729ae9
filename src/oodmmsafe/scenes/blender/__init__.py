"""Everything that imports Blender (`bpy`): building props, placing them, lighting, rendering, measuring."""

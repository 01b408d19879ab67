"""Pictures of a site: what they are, their smaller forms, and what of them is nobody's business."""

CLEANABLE = (".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".apng", ".webp", ".avif", ".heic", ".heif")
"""The names of files that `headers.without_private` can clean end so."""

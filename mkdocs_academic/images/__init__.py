"""Pictures of a site: what they are, their smaller forms, and what of them is nobody's business."""

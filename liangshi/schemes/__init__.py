"""A school's scheme: drafts, immutable published versions, the catalogue of presets."""

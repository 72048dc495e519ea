"""From bytes to a Document: sources, formats, encodings, details, segmentation."""

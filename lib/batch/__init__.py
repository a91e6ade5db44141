"""Many inputs at once: files -> articles -> coded rows, over all cores, resumable, memory flat."""

"""llmlint: finds security defects in programs that call language models."""

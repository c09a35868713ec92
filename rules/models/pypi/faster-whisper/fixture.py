"""Every row of the pack."""

import whisper
from faster_whisper import BatchedInferencePipeline, WhisperModel

small = WhisperModel("small")
fast = BatchedInferencePipeline(model=small)
other = whisper.load_model("base")


def run(path: str) -> None:
    small.transcribe(path), fast.transcribe(path), other.transcribe(path)

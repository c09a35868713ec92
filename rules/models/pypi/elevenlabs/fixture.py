"""Every row of the pack."""

import assemblyai as aai
from elevenlabs.client import ElevenLabs

client = ElevenLabs()


def run(text: str, audio: bytes) -> None:
    client.text_to_speech.convert("v", text=text), client.text_to_speech.stream("v", text=text)
    client.text_to_speech.convert_with_timestamps("v", text=text)
    client.text_to_sound_effects.convert(text=text)
    client.speech_to_text.convert(model_id="scribe_v1", file=audio)
    client.speech_to_speech.convert("v", audio=audio)
    aai.Transcriber().transcribe("a.mp3")

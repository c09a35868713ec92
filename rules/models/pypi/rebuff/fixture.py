"""Every row of the pack."""

from rebuff import RebuffSdk

guard = RebuffSdk()


def guarded(text: str, answer: str, word: str) -> str:
    if guard.detect_injection(text).injection_detected or guard.is_canary_word_leaked(text, answer, word):
        return ""
    return answer

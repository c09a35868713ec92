"""Every row of the pack."""

from llm_guard import scan_output, scan_prompt
from llm_guard.input_scanners import PromptInjection
from llm_guard.output_scanners import Sensitive

scanner = PromptInjection()


def guarded(text: str, answer: str) -> str:
    clean, valid, score = scan_prompt([scanner], text)
    same, fine, risk = scanner.scan(text)
    if not all(valid.values()) or not fine:
        raise ValueError(score)
    shown, ok, scores = scan_output([Sensitive()], clean, answer)
    return shown if all(ok.values()) else Sensitive().scan(clean, answer)[0]

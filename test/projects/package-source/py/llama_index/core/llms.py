from abc import ABC, abstractmethod


class LLM(ABC):
    def predict(self, prompt, **values):
        return self.complete(prompt.format(**values))

    @abstractmethod
    def complete(self, prompt, formatted=False, **kwargs):
        """The answer to a prompt."""


class CustomLLM(LLM):
    """For models of users."""

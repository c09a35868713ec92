"""Every row of the pack."""

from azure.ai.contentsafety import ContentSafetyClient
from azure.ai.contentsafety.models import AnalyzeTextOptions

client = ContentSafetyClient("https://unit.cognitiveservices.azure.com", None)


def allowed(text: str, image) -> bool:
    client.analyze_image(image)
    return client.analyze_text(AnalyzeTextOptions(text=text)).categories_analysis[0].severity < 2

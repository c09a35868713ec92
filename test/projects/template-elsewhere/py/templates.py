from string import Template

from jinja2 import Template as JinjaTemplate
from langchain_core.prompts import PromptTemplate

GUIDE = "You guide tourists through {city}. Speak {language}."
LETTER = Template("Write a polite letter about $subject.")
REPORT = JinjaTemplate("Write a report on {{ subject }} for {{ reader }}.")
QUIZ = PromptTemplate.from_template("Write three questions about this text.\n\n{text}")

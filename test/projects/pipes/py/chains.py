from langchain_core.output_parsers import StrOutputParser
from langchain_core.prompts import ChatPromptTemplate
from langchain_openai import ChatOpenAI

model = ChatOpenAI(model="gpt-4o")
tutor = ChatPromptTemplate.from_messages([
    ("system", "You teach {subject} to beginners."),
    ("human", "{question}"),
])
command = ChatPromptTemplate.from_messages([
    ("system", "Answer with one shell command."),
    ("human", "{wish}"),
])

tutor_chain = tutor | model | StrOutputParser()
command_chain = command | model | StrOutputParser()

class PromptTemplate:
    def __init__(self, template):
        self.template = template

    def format(self, **values):
        return self.template.format(**values)

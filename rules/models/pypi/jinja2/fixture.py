"""Every row of the pack."""

import jinja2


def calls(text):
    jinja2.render()
    template_value = jinja2.Template(text)
    template_value.render()
    template_value.render_async()
    template_value.generate()
    environment_value = jinja2.Environment()
    environment_value.from_string(text)
    environment_value.compile_expression(text)
    environment_value.get_template().render()
    environment_value.get_template().render_async()
    environment_value.select_template()
    sandbox_value = jinja2.SandboxedEnvironment()
    sandbox_value.from_string(text)
    sandbox_value.get_template()

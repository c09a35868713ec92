from .client import complete as complete

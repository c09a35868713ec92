"""Every row of the pack."""

import dotenv


def calls(text):
    dotenv.load_dotenv()
    dotenv.find_dotenv()
    dotenv.dotenv_values()
    dotenv.get_key()
    dotenv.config()
    env_value = dotenv.Env()
    env_value()
    env_value.str()
    env_value.int()
    env_value.bool()

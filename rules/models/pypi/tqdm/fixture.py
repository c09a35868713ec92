"""Every row of the pack."""

import tqdm


def calls(text):
    tqdm.tqdm(text)
    tqdm.trange()
    tqdm.auto.tqdm(text)
    tqdm.tabulate(text)
    tqdm.colored(text)
    tqdm.cprint(text)
    tqdm.Locale.parse()
    tqdm.naturaltime()
    tqdm.naturalsize()
    tqdm.intcomma()

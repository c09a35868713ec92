"""Every row of the pack."""

import pickle


def calls(text):
    pickle.load(text)
    pickle.loads(text)
    pickle.decode(text)
    pickle.read_pickle(text)
    pickle.open(text)
    pickle.dumps(text)
    pickle.dump()
    unpickler_value = pickle.Unpickler(text)
    unpickler_value.load()

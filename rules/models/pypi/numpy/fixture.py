"""Every row of the pack."""

import numpy


def calls(text):
    numpy.load(text, weights_only=False, allow_pickle=True)
    numpy.load_model(text, safe_mode=False)
    numpy.hub.download_url_to_file("https://models.example.com/a.pt", "a.pt")
    numpy.hub.load_state_dict_from_url("https://models.example.com/a.pt")
    numpy.utils.get_file("a.h5", "https://models.example.com/a.h5")
    numpy.array()
    numpy.asarray()
    numpy.tensor()
    numpy.zeros()
    numpy.dot()
    numpy.norm()
    numpy.mean()
    numpy.argmax()
    numpy.argsort()
    numpy.no_grad()
    numpy.cosine_similarity()

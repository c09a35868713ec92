"""Every row of the pack."""

import numpy


def calls(text):
    numpy.load(text, weights_only=False, allow_pickle=True)
    numpy.load_model(text, safe_mode=False)
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

"""Why a model's answer can't be used."""

from corpus.errors import PolicyError


class ModelError(PolicyError):
    """The endpoint gave no answer that can be used; the message is a Chinese reason for the reader.

    It never holds words of the endpoint or the settings: no address, no key, no body of a reply.
    """


class EndpointError(ModelError):
    """It was the endpoint's fault, not that of what was asked: another question would fare no better."""


class WritingStoppedError(Exception):
    """The reader does not want the answer any more; nothing is wrong."""

"""The other programs that are measured beside Vaglio, one file each."""

from vaglio.score.bench._peers import Peer
from vaglio.score.bench.peers import heideltime, regkg, spacy_labels

PEERS: tuple[Peer, ...] = (heideltime.PEER, regkg.PEER, spacy_labels.PEER)
"""The peers, in the order of their names."""

__all__ = ["PEERS"]
